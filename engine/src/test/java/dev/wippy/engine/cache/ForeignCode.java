package dev.wippy.engine.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Files that are whole, but hold what no generator made. */
public final class ForeignCode {
    private ForeignCode() {}

    /** What a file holds under a name. */
    public static byte[] read(Path file, String name) throws IOException {
        byte[] key = HexFormat.of().parseHex(file.getParent().getFileName().toString());
        Map<String, byte[]> classes = new HashMap<>();
        ClassesFile.open(file, key).addTo(classes);
        return classes.get(name);
    }

    /** Puts other bytes in place of a class, under the right checksum. */
    public static void replace(Path file, String name, byte[] code) throws IOException {
        byte[] key = HexFormat.of().parseHex(file.getParent().getFileName().toString());
        Map<String, byte[]> classes = new HashMap<>();
        ClassesFile.open(file, key).addTo(classes);
        classes.put(name, code);
        CodeFolder.replace(file, out -> ClassesFile.write(out, key, classes));
    }
}
