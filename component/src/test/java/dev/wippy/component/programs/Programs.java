package dev.wippy.component.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Components of whole language runtimes, built once by tools from PyPI and npm; a test that needs one is skipped where
 * it can't be built.
 */
final class Programs {
    private static final Path SHARED = Path.of("..", "..", "shared", "programs");
    private static final Path TARGET = Path.of("target", "programs");
    private static final long MINUTES = 4;

    private Programs() {}

    /** @param language {@code py} or {@code js} */
    static byte[] component(String language) throws IOException, InterruptedException {
        Path built = TARGET.resolve("loop-" + language + ".wasm");
        if (!Files.exists(built)) {
            build(language, built);
        }
        return Files.readAllBytes(built);
    }

    private static void build(String language, Path built) throws IOException, InterruptedException {
        Path source = SHARED.resolve("loop." + language);
        if (!Files.exists(source)) {
            skip(source + " is missing");
        }
        Path folder = Files.createDirectories(TARGET.resolve(language));
        Path log = folder.resolve("build.log");
        Process process = new ProcessBuilder("src/test/programs/build", language, folder.toString(),
                source.toRealPath().toString(), SHARED.resolve("loop.wit").toRealPath().toString(),
                built.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            skip("building " + built + " took more than " + MINUTES + " minutes, see " + log);
        }
        if (process.exitValue() != 0 || !Files.exists(built)) {
            skip(built + " can't be built without PyPI or npm, see " + log.toAbsolutePath());
        }
    }

    private static void skip(String why) {
        System.out.println("skipped: " + why);
        Assumptions.abort(why);
    }
}
