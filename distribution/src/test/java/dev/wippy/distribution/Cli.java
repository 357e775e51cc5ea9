package dev.wippy.distribution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs {@code wippy} in this program, with streams that are kept. */
final class Cli {
    static final Path HELLO = Path.of("../examples/hello").toAbsolutePath().normalize();

    final Interrupts interrupts = new Interrupts(code -> {
        throw new AssertionError("halted with " + code);
    });
    private final Path cache;
    private Path workingDirectory = HELLO;
    private @Nullable Path installation;
    private byte[] input = {};

    /** @param cache for compiled modules */
    Cli(Path cache) {
        this.cache = cache;
    }

    /** What a run left. */
    record Ran(int exitCode, String output, String error) {}

    Cli in(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
        return this;
    }

    /** @param home the folder that it was unpacked in */
    Cli installedIn(Path home) {
        installation = home;
        return this;
    }

    Cli input(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Ran run(String... args) {
        var output = new ByteArrayOutputStream();
        var error = new ByteArrayOutputStream();
        int code = run(output, error, args);
        return new Ran(
                code, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    int run(OutputStream output, OutputStream error, String... args) {
        var shell = new Shell(
                new ByteArrayInputStream(input),
                output,
                error,
                Shell.Terminals.NONE,
                Map.of("XDG_CACHE_HOME", cache.toString()),
                workingDirectory,
                Optional.ofNullable(installation),
                interrupts);
        return WippyCli.run(shell, args);
    }

    static Ran printed(String output) {
        return new Ran(0, output, "");
    }
}
