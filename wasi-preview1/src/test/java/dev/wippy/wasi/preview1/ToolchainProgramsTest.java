package dev.wippy.wasi.preview1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.files.ConfinedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that other compilers made, built here: Go's own tests of its library, a program in C++, one in Zig. They take
 * minutes: {@code -Dwippy.test.args="-Dwippy.toolchains=true"} asks for them, with {@code -Dwippy.go.built=DIR} for a folder
 * of Go's tests that are built already, {@code -Dwippy.zig="python3 -m ziglang"} for how Zig is called.
 */
class ToolchainProgramsTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Path SOURCES = Path.of("src/test/programs").toAbsolutePath();
    private static final List<String> ZIG = List.of(System.getProperty("wippy.zig", "zig").split(" "));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sort", "strconv", "strings", "math/big", "regexp"})
    void gos_tests_of_its_library_pass(String name) throws Exception {
        asked();
        String root = output(List.of("go", "env", "GOROOT")).strip();
        Console console = new Console("");
        Exit exit = run(goTest(name), console, ConfinedFolder.of(Path.of(root, "src", name)), "-test.short",
                "-test.run=^Test");
        assertEquals("PASS", console.output().lines().reduce("", (_, line) -> line), console::output);
        assertEquals(0, exit.code().orElse(-1), exit::toString);
    }

    private Path goTest(String name) throws IOException, InterruptedException {
        String present = System.getProperty("wippy.go.built", "");
        Path built = Path.of(present, name.replace('/', '_') + ".wasm");
        if (!present.isEmpty() && Files.exists(built)) {
            return built;
        }
        Path binary = folder.resolve("test.wasm");
        built(List.of("go", "test", "-c", "-o", binary.toString(), name), Map.of("GOOS", "wasip1", "GOARCH", "wasm"));
        return binary;
    }

    @Test
    void a_program_in_cpp_that_throws_does_what_it_does_elsewhere() throws Exception {
        asked();
        Path binary = folder.resolve("words.wasm");
        built(List.of(SOURCES.resolve("cpp.sh").toString(), String.join(" ", ZIG), binary.toString()), Map.of());
        Console console = new Console("the quick brown fox\njumps over the lazy dog\nThe end of the fox\n");
        Exit exit = run(binary, console, ConfinedFolder.of(folder), "word");
        assertEquals("""
                brown     1 1
                dog       1 2
                end       1 3
                fox       2 4
                jumps     1 2
                lazy      1 2
                of        1 3
                over      1 2
                quick     1 1
                the       4 9
                7542.964 3.142
                977 20000 4911 n0
                7;2.5;text;
                2026/25 1999/31\s
                12
                expected ) at 6
                expected a divisor at 3
                expected a number at 0
                expected a number at 2
                out of range
                300 caught
                """, console.output());
        assertEquals(2, exit.code().orElse(-1), exit::toString);
    }

    @Test
    void a_program_in_zig_does_what_it_does_elsewhere() throws Exception {
        asked();
        Path binary = folder.resolve("sums.wasm");
        List<String> command = new ArrayList<>(ZIG);
        command.addAll(List.of("build-exe", "-target", "wasm32-wasi", "-OReleaseSafe", "-femit-bin=" + binary,
                SOURCES.resolve("sums.zig").toString()));
        built(command, Map.of());
        Console console = new Console("");
        Exit exit = run(binary, console, ConfinedFolder.of(folder));
        assertEquals("""
                7e76f19c9d73bcfda63bba337a1ad01f24cd311038f7598736a510bd92aa233b
                1024 1023 45
                77031 350
                8320987112741390144276341183223364380754172606361245952449277696409600000000000000
                2.000000 1.5e10
                """, console.error());
        assertEquals(0, exit.code().orElse(-1), exit::toString);
    }

    private static Exit run(Path binary, Console console, FileSystem files, String... words) throws IOException {
        String name = String.valueOf(binary.getFileName());
        List<String> all = new ArrayList<>(List.of(name));
        all.addAll(Arrays.asList(words));
        WasmProgram program = WasmProgram.of("test:" + name, Files.readAllBytes(binary), "run")
                .withImports("wasi1")
                .withLimits(Limits.defaults().withMaxMemory(1L << 30))
                .withSettings(
                        new ProgramSettings(all, Map.of("PWD", "/"), Optional.of("/")),
                        new MountSettings(List.of(new Mount("test:files", files, "/", true))));
        try (Engine engine = Engine.builder().build();
                Kernel kernel = Kernel.builder().engine(engine).maxMemory(2L << 30).build()) {
            Exit exit = kernel.host(HostOptions.of("test:host"))
                    .spawn(kernel.wasm(program), Launch.of().withStdio(console.stdio()))
                    .exit()
                    .block(LIMIT);
            assertTrue(exit.failure().isEmpty(), () -> exit + "\n" + console.output() + console.error());
            return exit;
        }
    }

    // What is built with other tools

    private void built(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroy();
            assume(ended && process.exitValue() == 0,
                    () -> command + " fails: " + new String(read(log), StandardCharsets.UTF_8));
        } catch (IOException e) {
            assume(false, e::getMessage);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return e.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        built(command, Map.of());
        return Files.readString(folder.resolve("log"));
    }

    private static void asked() {
        assume(Boolean.getBoolean("wippy.toolchains"), () -> "programs are not asked for (-Dwippy.toolchains=true)");
    }

    private static void assume(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            System.out.println("skipped: " + otherwise.get());
        }
        Assumptions.assumeTrue(holds, otherwise);
    }
}
