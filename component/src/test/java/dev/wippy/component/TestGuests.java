package dev.wippy.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The components of {@code src/test/guests}, which has them as text too. */
final class TestGuests {
    private TestGuests() {}

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(Path.of("src", "test", "guests", name + ".wasm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Component component(String name) {
        return Component.parse(bytes(name));
    }
}
