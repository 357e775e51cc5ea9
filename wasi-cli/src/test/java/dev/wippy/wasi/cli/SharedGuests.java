package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Guests that lie outside the repository; a test that needs one is skipped where they are missing. */
final class SharedGuests {

    private SharedGuests() {}

    static byte[] read(String name) throws IOException {
        Path path = Path.of("..", "..", "shared", "guests").resolve(name);
        if (!Files.exists(path)) {
            System.out.println("skipped: there is no " + path.toAbsolutePath().normalize());
        }
        assumeTrue(Files.exists(path), () -> "there is no " + path);
        return Files.readAllBytes(path);
    }
}
