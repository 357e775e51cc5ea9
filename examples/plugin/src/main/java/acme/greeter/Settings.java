package acme.greeter;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Node;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an entry may set: {@code imports: [{acme:greeter: {greeting: Hello, motto: motto.txt}}]}.
 *
 * @param greeting what a greeting begins with
 * @param motto the file whose first line is the motto
 */
public record Settings(String greeting, Optional<Path> motto) {
    static final Settings DEFAULT = new Settings("Hello", Optional.empty());

    static Settings of(Node node) {
        if (!(node.toValue() instanceof Map<?, ?> map)) {
            throw wrong(node, "must be a map, such as {greeting: Hello}");
        }
        for (Object key : map.keySet()) {
            if (!key.equals("greeting") && !key.equals("motto")) {
                throw wrong(node, "knows greeting and motto, and not: " + key);
            }
        }
        return new Settings(
                text(node, map, "greeting").orElse(DEFAULT.greeting()), text(node, map, "motto").map(Path::of));
    }

    private static Optional<String> text(Node node, Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value != null && !(value instanceof String)) {
            throw wrong(node, key + " must be a string, and not: " + value);
        }
        return Optional.ofNullable((String) value);
    }

    private static KernelException wrong(Node node, String why) {
        return new KernelException(ErrorKind.INVALID, node.position() + ": acme:greeter " + why);
    }
}
