package dev.wippy.wasi.preview1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.files.ConfinedFolder;
import dev.wippy.registry.files.MemoryFileSystem;
import dev.wippy.test.StubbedModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A program for preview 1 that exercises each function and checks the answers, over each of the file systems. */
@Timeout(300)
class Preview1Test {

    /** Functions whose programs need links, which the walk by Java's own means does not have. */
    private static final List<String> NOT_IN_WALK = List.of("path_link", "path_readlink", "path_symlink");

    /** How programs end that these functions end. */
    private static final Map<String, Integer> CODES = Map.of("proc_exit", 42, "proc_raise", 128 + 6);

    private static final Engine ENGINE = Engine.builder().build();

    @TempDir
    Path folder;

    private final Kernel kernel = Kernel.builder().engine(ENGINE).build();
    private final Console console = new Console("typed\n");

    @AfterAll
    static void close_the_engine() {
        ENGINE.close();
    }

    @AfterEach
    void close_the_kernel() {
        System.clearProperty("dev.wippy.files");
        kernel.close();
    }

    /** The file systems. */
    enum Kind {
        NATIVE, WALK, MEMORY;

        FileSystem writable(Path folder) throws IOException {
            if (this == MEMORY) {
                return new MemoryFileSystem(16 << 20);
            }
            if (this == WALK) {
                System.setProperty("dev.wippy.files", "walk");
            }
            return ConfinedFolder.of(Files.createDirectory(folder.resolve("rw")));
        }
    }

    private Exit run(String name, FileSystem writable, String... words) throws IOException {
        return run(kernel, "wasi1", name, writable, words);
    }

    private Exit run(Kernel kernel, String imports, String name, FileSystem writable, String... words)
            throws IOException {
        Path readOnly = Files.createDirectories(folder.resolve("ro"));
        Files.createDirectories(readOnly.resolve("dir"));
        Files.writeString(readOnly.resolve("file"), "read me");
        byte[] guest;
        try (InputStream in = Preview1Test.class.getResourceAsStream(name + ".wasm")) {
            guest = in.readAllBytes();
        }
        var mounts = new MountSettings(List.of(
                new Mount("test:rw", writable, "/rw", false),
                new Mount("test:ro", new WithNamelessFile(ConfinedFolder.of(readOnly)), "/ro", true)));
        var settings = new ProgramSettings(
                Stream.concat(Stream.of(name), Arrays.stream(words)).toList(),
                Map.of("GREETING", "hello"),
                Optional.of("/rw"));
        var program = WasmProgram.of("test:" + name, guest, "run")
                .withImports(imports)
                // A libc writes again and again what nobody takes.
                .withLimits(Limits.defaults().withMaxFuel(1L << 24))
                .withSettings(mounts, settings);
        return kernel.host(HostOptions.of("test:host"))
                .spawn(kernel.wasm(program), Launch.of().withStdio(console.stdio()))
                .exit()
                .block(Duration.ofMinutes(1));
    }

    /** All functions that the module binds. */
    static List<String> functions() {
        Map<String, CoreHostFunction> bound = new TreeMap<>();
        var process = (ProcessContext) Proxy.newProxyInstance(
                ProcessContext.class.getClassLoader(), new Class<?>[]{ProcessContext.class}, (_, method,
                        _) -> switch (method.getName()) {
                            case "time" -> dev.wippy.kernel.Time.system();
                            case "stdio" -> dev.wippy.kernel.spi.Stdio.NONE;
                            case "limits" -> Limits.defaults();
                            case "config" -> Optional.empty();
                            default -> null;
                        });
        new Preview1Module().link(new Imports() {
            @Override
            public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {}

            @Override
            public void bindCore(String module, Map<String, CoreHostFunction> functions) {
                bound.putAll(functions);
            }
        }, process);
        return List.copyOf(bound.keySet());
    }

    private void assertAnswers(Kind kind, String function) throws IOException {
        Exit exit = run("calls", kind.writable(folder), function);
        assertEquals("", console.error());
        assertEquals(Optional.empty(), exit.failure());
        assertEquals("ok " + function + "\n", console.output());
        Integer code = CODES.get(function);
        assertEquals(code == null ? OptionalInt.empty() : OptionalInt.of(code), exit.code());
    }

    @Test
    void there_are_all_functions_of_the_interface() {
        assertEquals(46, functions().size());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_as_its_text_says(String function) throws IOException {
        assertAnswers(Kind.NATIVE, function);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_so_in_memory(String function) throws IOException {
        assertAnswers(Kind.MEMORY, function);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_that_it_has_answers_so_in_a_walk(String function) throws IOException {
        assumeTrue(!NOT_IN_WALK.contains(function), function + ": the walk has no links");
        assertAnswers(Kind.WALK, function);
    }

    /** Functions of which a program sees nothing but that they succeed. */
    private static final List<String> UNSEEN = List.of("sched_yield");

    static List<String> seenFunctions() {
        return functions().stream().filter(function -> !UNSEEN.contains(function)).toList();
    }

    @ParameterizedTest
    @MethodSource("seenFunctions")
    void the_program_notices_a_function_that_does_nothing(String function) throws IOException {
        var stubbed = new StubbedModule(
                List.of(new Preview1Module()), "wasi_snapshot_preview1", function, Map.of());
        try (Kernel stubbing =
                Kernel.builder()
                        .engine(ENGINE)
                        .classLoader(ClassLoader.getPlatformClassLoader())
                        .importModule(stubbed)
                        .build()) {
            Exit exit = run(stubbing, stubbed.name(), "calls", Kind.MEMORY.writable(folder), function);
            boolean answered = console.error().isEmpty()
                    && exit.failure().isEmpty()
                    && console.output().equals("ok " + function + "\n")
                    && exit.code().orElse(0) == CODES.getOrDefault(function, 0);
            assertFalse(answered, "nothing was noticed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_same_program_runs_that_runs_as_a_component(Kind kind) throws IOException {
        Exit exit = run("tree", kind.writable(folder));
        assertEquals("", console.error());
        assertEquals(Optional.empty(), exit.failure());
        assertEquals("ok\n", console.output());
    }

    @Test
    void a_program_that_does_not_declare_it_is_told_the_line() throws IOException {
        byte[] guest;
        try (InputStream in = Preview1Test.class.getResourceAsStream("tree.wasm")) {
            guest = in.readAllBytes();
        }
        Exit exit = kernel.host(HostOptions.of("test:host"))
                .spawn(kernel.wasm(WasmProgram.of("test:tree", guest, "run")), Launch.of())
                .exit()
                .block(Duration.ofMinutes(1));
        String message = exit.failure().orElseThrow().message();
        assertTrue(message.startsWith("test:tree called wasi_snapshot_preview1."), message);
        assertTrue(
                message.endsWith(", which its imports do not offer; this line under imports: would: - wasi1"), message);
    }
}
