package dev.wippy.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.registry.files.ConfinedFolder;
import dev.wippy.registry.files.MemoryFileSystem;
import dev.wippy.test.JavaGuest;
import dev.wippy.test.StubbedModule;
import dev.wippy.wasi.filesystem.open.FileThreads;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import dev.wippy.wasi.io.ClocksModule;
import dev.wippy.wasi.io.InputStream;
import dev.wippy.wasi.io.IoModule;
import dev.wippy.wasi.io.OutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
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
        return run(kernel, List.of("wasi:filesystem", "wasi:io", "wasi:clocks"), name, writable, words);
    }

    private Exit run(Kernel kernel, List<String> modules, String name, FileSystem writable, String... words)
            throws Exception {
        Path readOnly = Files.createDirectories(folder.resolve("ro"));
        Files.createDirectories(readOnly.resolve("dir"));
        Files.writeString(readOnly.resolve("file"), "read me");
        byte[] guest;
        try (var in = FunctionsTest.class.getResourceAsStream(name)) {
            guest = in.readAllBytes();
        }
        var mounts = new MountSettings(List.of(
                new Mount("test:rw", writable, "/rw", false),
                new Mount("test:ro", ConfinedFolder.of(readOnly), "/ro", true)));
        var arguments = Stream.concat(Stream.of(name), Arrays.stream(words)).toList();
        var program = WasmProgram.of("test:files", guest, "run")
                .withImports(Stream.concat(modules.stream(), Stream.of(cli.name())).toArray(String[]::new))
                // It writes again and again what a stub does not take.
                .withLimits(Limits.defaults().withMaxFuel(1L << 25))
                .withSettings(mounts, new ProgramSettings(arguments, Map.of(), Optional.empty()));
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

    private static StubbedModule stubbed(String place, String function) {
        var modules = List.<ImportModule>of(new FilesystemModule(), new IoModule(), new ClocksModule());
        Map<Class<?>, Supplier<?>> resources = Map.of(
                InputStream.class, () -> InputStream.of(Source.EMPTY),
                OutputStream.class, () -> OutputStream.of(Sink.DISCARD),
                DirectoryEntryStream.class, FunctionsTest::emptyListing);
        return new StubbedModule(modules, place, function, resources);
    }

    /** Whether the guest says that all is well, in a kernel with no other modules, which would be linked beside these. */
    private boolean answers(StubbedModule stubbed, String function) throws Exception {
        try (Kernel stubbing = Kernel.builder()
                .engine(ENGINE)
                .classLoader(ClassLoader.getPlatformClassLoader())
                .importModule(cli)
                .importModule(stubbed)
                .build()) {
            Exit exit = run(stubbing, List.of(stubbed.name()), "files.wasm", Kind.MEMORY.writable(folder), function);
            return exit.failure().isEmpty() && cli.output().equals("ok " + function + "\n");
        }
    }

    /** Functions of which a program sees nothing but that they succeed. */
    private static final List<String> UNSEEN = List.of("[method]descriptor.sync", "[method]descriptor.sync-data");

    static List<String> seenFunctions() {
        return functions().stream().filter(function -> !UNSEEN.contains(function)).toList();
    }

    @ParameterizedTest
    @MethodSource("seenFunctions")
    void the_guest_notices_a_function_that_does_nothing(String function) throws Exception {
        String place = "wasi:filesystem/" + (function.equals("get-directories") ? "preopens" : "types") + "@0.2.12";
        assertFalse(answers(stubbed(place, function), function), "nothing was noticed");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_stub_of_nothing_changes_nothing(String function) throws Exception {
        assertTrue(answers(stubbed("none", "none"), function), cli.error());
    }

    private static DirectoryEntryStream emptyListing() {
        var empty = new MemoryFileSystem(1 << 10);
        var files = new ProcessFiles(JavaGuest.of());
        return new DirectoryEntryStream(
                files.open(new FileThreads(1, 1).lane(empty), () -> empty.open().entries()));
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
