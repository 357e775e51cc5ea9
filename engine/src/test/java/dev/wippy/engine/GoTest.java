package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Go's own tests of its library, without its examples, which need files; built here and run by the engine. They take
 * minutes: {@code -Dwippy.go=true} asks for them.
 */
class GoTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sort", "strconv", "strings", "math/big", "regexp"})
    void the_tests_of_a_package_pass(String name) throws Exception {
        assume(Boolean.getBoolean("wippy.go"), "Go's tests are not asked for (-Dwippy.go=true)");
        Path binary = build(name);
        Preview1 world = new Preview1(List.of(name + ".test", "-test.short", "-test.run=^Test"));
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, CutLimits.DEFAULT,
                Engine.builder().chicoryAlone().build())) {
            int status = world.run(engine.compile(Files.readAllBytes(binary)));
            assertEquals("PASS\n0", world.output().lines().reduce("", (_, line) -> line) + "\n" + status,
                    world::output);
        }
    }

    private Path build(String name) throws IOException, InterruptedException {
        String present = System.getProperty("wippy.go.built", "");
        Path built = Path.of(present, name.replace('/', '_') + ".wasm");
        if (!present.isEmpty() && Files.exists(built)) {
            return built;
        }
        Path binary = folder.resolve("test.wasm");
        ProcessBuilder go = new ProcessBuilder("go", "test", "-c", "-o", binary.toString(), name).inheritIO();
        go.environment().putAll(java.util.Map.of("GOOS", "wasip1", "GOARCH", "wasm"));
        Process process;
        try {
            process = go.start();
        } catch (IOException e) {
            assume(false, "no go command is here: " + e.getMessage());
            throw e;
        }
        assume(process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0, "go does not build " + name);
        return binary;
    }

    private static void assume(boolean holds, String otherwise) {
        if (!holds) {
            System.out.println("skipped: " + otherwise);
        }
        Assumptions.assumeTrue(holds, otherwise);
    }
}
