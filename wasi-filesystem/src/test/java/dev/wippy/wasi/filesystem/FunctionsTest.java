package dev.wippy.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.files.ConfinedFolder;
import dev.wippy.registry.files.MemoryFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest that exercises each function and checks the answers, over each of the file systems. */
@Timeout(300)
class FunctionsTest {

    /** Functions that the walk by Java's own means does not have. */
    private static final List<String> NOT_IN_WALK = List.of(
            "[method]descriptor.link-at", "[method]descriptor.readlink-at", "[method]descriptor.symlink-at");

    private static final Engine ENGINE = Engine.builder().build();

    @TempDir
    Path folder;

    private final TestCli cli = new TestCli();
    private final Kernel kernel = Kernel.builder().engine(ENGINE).importModule(cli).build();

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

    static List<String> functions() {
        return Stream.of(PathFunctions.class, Types.class, Preopens.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(FunctionsTest::name)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    private static Optional<String> name(Method method) {
        return Optional.ofNullable(method.getAnnotation(WitFunction.class)).map(WitFunction::value);
    }

    private Exit run(String name, FileSystem writable, String... words) throws Exception {
        Path readOnly = Files.createDirectories(folder.resolve("ro"));
        Files.createDirectories(readOnly.resolve("dir"));
        Files.writeString(readOnly.resolve("file"), "read me");
        byte[] guest;
        try (InputStream in = FunctionsTest.class.getResourceAsStream(name)) {
            guest = in.readAllBytes();
        }
        var mounts = new MountSettings(List.of(
                new Mount("test:rw", writable, "/rw", false),
                new Mount("test:ro", ConfinedFolder.of(readOnly), "/ro", true)));
        var arguments = Stream.concat(Stream.of(name), Arrays.stream(words)).toList();
        var program = WasmProgram.of("test:files", guest, "run")
                .withImports("wasi:filesystem", "wasi:io", "wasi:clocks", "test:cli")
                .withSettings(mounts, new ProgramSettings(arguments, java.util.Map.of(), Optional.empty()));
        return kernel.host(HostOptions.of("test:host"))
                .spawn(kernel.wasm(program), Launch.of())
                .exit()
                .block();
    }

    private void assertAnswers(FileSystem writable, String function) throws Exception {
        Exit exit = run("files.wasm", writable, function);
        assertEquals("", cli.error());
        assertEquals(Optional.empty(), exit.failure());
        assertEquals("ok " + function + "\n", cli.output());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_as_its_text_says(String function) throws Exception {
        assertAnswers(Kind.NATIVE.writable(folder), function);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_so_in_memory(String function) throws Exception {
        assertAnswers(Kind.MEMORY.writable(folder), function);
    }

    static List<String> walkFunctions() {
        return functions().stream().filter(function -> !NOT_IN_WALK.contains(function)).toList();
    }

    @ParameterizedTest
    @MethodSource("walkFunctions")
    void each_function_that_it_has_answers_so_in_a_walk(String function) throws Exception {
        assertAnswers(Kind.WALK.writable(folder), function);
    }

    @ParameterizedTest
    @EnumSource
    void the_standard_library_makes_reads_and_removes_a_tree(Kind kind) throws Exception {
        Exit exit = run("tree.wasm", kind.writable(folder));
        assertEquals("", cli.error());
        assertEquals(Optional.empty(), exit.failure());
        assertEquals("ok\n", cli.output());
    }

    @Test
    void the_guest_knows_each_function() throws Exception {
        run("files.wasm", Kind.MEMORY.writable(folder));
        assertEquals("", cli.error());
        var exercised = cli.output().lines()
                .map(line -> line.replaceFirst("^ok ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(functions()), exercised);
    }
}
