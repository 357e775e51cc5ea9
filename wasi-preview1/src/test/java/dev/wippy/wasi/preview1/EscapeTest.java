package dev.wippy.wasi.preview1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.files.ConfinedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that tries to get out of its mount by each function that takes a path, as a core module and as a component of
 * the same code, on each back end for folders: no byte leaves, and none enters.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(1800)
class EscapeTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_000));

    /** How often a directory becomes a link and a directory again; {@code -Dwippy.swaps=100000} is the whole of it. */
    private static final int SWAPS = Integer.getInteger("wippy.swaps", 5_000);

    private static final Engine ENGINE = Engine.builder().build();

    @TempDir
    Path folder;

    private Path inside;
    private Path outside;

    /** Which program, on which back end. */
    private record Way(String program, List<String> imports, String backend) {
        @Override
        public String toString() {
            return program + " on " + backend;
        }
    }

    static Stream<Way> ways() {
        return Stream.of("openat2", "walk").flatMap(backend -> Stream.of(
                new Way("escape.wasm", List.of("wasi1"), backend),
                new Way("escape.p2.wasm", List.of("wasi:cli", "wasi:io", "wasi:filesystem"), backend)));
    }

    @AfterAll
    static void close_the_engine() {
        ENGINE.close();
    }

    @BeforeEach
    void make_a_tree_with_links_out_of_it() throws IOException {
        inside = Files.createDirectories(folder.resolve("in"));
        outside = Files.createDirectories(folder.resolve("out/d"));
        Files.createDirectories(inside.resolve("d/e"));
        Files.writeString(inside.resolve("d/f"), "mine");
        Files.writeString(outside.resolve("f"), "secret");
        Files.createDirectory(outside.resolve("e"));
        Files.createFile(outside.resolve("outside-only"));
        links().forEach((name, target) -> link(inside.resolve(name), Path.of(target)));
        for (String each : List.of("f", "e", "outside-only", ".")) {
            Files.setLastModifiedTime(outside.resolve(each), LONG_AGO);
        }
    }

    /** Relative, absolute, chained, magic, and one back in. */
    private Map<String, String> links() {
        return Map.ofEntries(
                Map.entry("relative", "../out"),
                Map.entry("absolute", outside.getParent().toString()),
                Map.entry("root", "/"),
                Map.entry("first", "second"),
                Map.entry("second", "third/../../out"),
                Map.entry("third", "d"),
                Map.entry("file", "../out/d/f"),
                Map.entry("absolute-file", outside.resolve("f").toString()),
                Map.entry("magic", "/proc/self/cwd"),
                Map.entry("magic-root", "/proc/self/root"),
                Map.entry("magic-descriptors", "/proc/self/fd"),
                Map.entry("d/up", "../.."));
    }

    private static void link(Path at, Path to) {
        try {
            Files.createSymbolicLink(at, to);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The removal of the folder would warn of each. */
    @AfterEach
    void remove_the_links_out_of_the_folder() throws IOException {
        System.clearProperty("dev.wippy.files");
        for (String link : List.of("root", "magic", "magic-root", "magic-descriptors")) {
            Files.deleteIfExists(inside.resolve(link));
        }
    }

    private List<String> pathsOut() {
        var paths = new ArrayList<String>();
        Path out = outside.getParent();
        for (String way : List.of(
                "..", "../out", "d/../../out", "d/e/../../../out", "../in/../out", "./../out", "d/./.././../out",
                "relative", "absolute", "first", "second", "third/../../out", "d/up/out", "root" + out, "magic/../out",
                "magic-root" + out, "magic-descriptors/../cwd", out.toString(), "/proc/self/root" + out, "//" + out,
                "d/e/..//../..//out")) {
            paths.addAll(List.of(way + "/d/f", way + "/d/", way + "/d/new", way));
        }
        paths.addAll(List.of("file", "absolute-file", "/", "d/..//..", ".././", "d/f/../../../out/d/f"));
        return paths;
    }

    private Process start(Kernel kernel, Way way, long times, Console console) throws IOException {
        if (way.backend().equals("walk")) {
            System.setProperty("dev.wippy.files", "walk");
        }
        byte[] guest;
        try (var in = EscapeTest.class.getResourceAsStream(way.program())) {
            guest = in.readAllBytes();
        }
        var program = WasmProgram.of("test:escape", guest, "run")
                .withImports(way.imports().toArray(String[]::new))
                .withSettings(
                        new MountSettings(List.of(new Mount("test:in", ConfinedFolder.of(inside), "/", false))),
                        new ProgramSettings(List.of("escape", Long.toString(times)), Map.of(), Optional.empty()));
        return kernel.host(HostOptions.of("test:host"))
                .spawn(kernel.wasm(program), Launch.of().withStdio(console.stdio()));
    }

    /** All that could be changed out there, in a form that can be compared. */
    private List<String> outsideNow() throws IOException {
        try (var files = Files.walk(folder.resolve("out"))) {
            var state = new ArrayList<String>();
            for (Path each : files.sorted().toList()) {
                state.add(folder.relativize(each) + " " + Files.getLastModifiedTime(each)
                        + " " + Files.getAttribute(each, "unix:nlink")
                        + " " + (Files.isRegularFile(each) ? Files.readString(each) : ""));
            }
            return state;
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void no_function_leads_out_by_any_path(Way way) throws IOException {
        List<String> before = outsideNow();
        List<String> paths = pathsOut();
        var console = new Console(String.join("\n", paths) + "\n");
        try (Kernel kernel = Kernel.builder().engine(ENGINE).build()) {
            Exit exit = start(kernel, way, 1, console).exit().block();
            assertEquals(Optional.empty(), exit.failure());
        }
        assertTrue(console.output().matches("tried \\d+\n"), console.output());
        assertEquals(before, outsideNow());
        assertTrue(Files.notExists(folder.resolve("new")) && Files.notExists(folder.resolve("out/new")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void no_function_leads_out_through_a_directory_that_becomes_a_link_meanwhile(Way way) throws IOException {
        List<String> before = outsideNow();
        var console = new Console("d/f\nd/e\nd/.\nd/new\nd/../d/f\n");
        try (Kernel kernel = Kernel.builder().engine(ENGINE).build()) {
            Process process = start(kernel, way, Integer.MAX_VALUE, console);
            swap(SWAPS);
            process.terminate();
            process.exit().block();
        }
        assertEquals("", console.output());
        assertEquals(before, outsideNow());
    }

    /** Puts a link in the place of a directory, and the directory back; what the guest took from it is made anew. */
    private void swap(int times) throws IOException {
        Path directory = inside.resolve("d");
        Path parked = folder.resolve("parked");
        Path link = folder.resolve("link");
        link(link, Path.of("../out/d"));
        for (int i = 0; i < times; i++) {
            Files.move(directory, parked);
            Files.move(link, directory);
            if (Files.notExists(parked.resolve("f"), LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(parked.resolve("f"), "mine");
            }
            Files.move(directory, link);
            Files.move(parked, directory);
        }
    }
}
