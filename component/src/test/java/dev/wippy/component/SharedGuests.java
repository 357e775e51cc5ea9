package dev.wippy.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Ready-made files that stand beside the repository; a test that needs one is skipped where it is missing. */
final class SharedGuests {
    private static final Path FOLDER = Path.of("..", "..", "shared");

    private SharedGuests() {}

    static Path path(String name) {
        Path path = FOLDER.resolve(name);
        if (!Files.exists(path)) {
            System.out.println("skipped: " + path.toAbsolutePath().normalize() + " is missing");
        }
        Assumptions.assumeTrue(Files.exists(path), () -> path + " is missing");
        return path;
    }

    static byte[] bytes(String guest) {
        try {
            return Files.readAllBytes(path("guests/" + guest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
