package dev.wippy.lua;

import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Node;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The source of an entry.
 *
 * @param file where it stands, as errors name it
 * @param text of which each line has the number that it has in that file
 */
record LuaSource(String file, byte[] text) {
    private static final String FILE = "file://";

    /** Reads the field {@code source}; empty when that is wrong, which is reported. */
    static Optional<LuaSource> read(Fields fields) {
        String text = fields.requiredString("source");
        if (text.isEmpty() || !(fields.node("source").orElseThrow() instanceof Node.Scalar scalar)) {
            return Optional.empty();
        }
        if (scalar.text().startsWith(FILE)) {
            return Optional.of(new LuaSource(
                    scalar.text().substring(FILE.length()), text.getBytes(StandardCharsets.UTF_8)));
        }
        // Text in the YAML itself: a block begins in the line after its mark.
        int before = scalar.position().line() - (text.indexOf('\n') >= 0 ? 0 : 1);
        return Optional.of(new LuaSource(
                scalar.position().file(), ("\n".repeat(before) + text).getBytes(StandardCharsets.UTF_8)));
    }

    /** The name that Lua knows it by. */
    String chunkName() {
        return "@" + file;
    }
}
