package dev.wippy.wasi.preview1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.files.ConfinedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs as they are in the registries, with the exit code and the output that they have under wasmtime.
 *
 * <p>{@code -Dwippy.programs=FOLDER} names the folder that {@code src/test/programs/build.sh} has filled, and
 * {@code -Dwippy.wasmtime=PYTHON} a Python that has PyPI's wasmtime; what is missing is skipped, with a line that says so.
 */
@Timeout(600)
class RealProgramsTest {
    private static final Engine ENGINE = Engine.builder().build();

    @TempDir
    Path folder;

    @AfterAll
    static void close_the_engine() {
        ENGINE.close();
    }

    /** A run of a program. */
    private record Run(String program, String pwd, String stdin, List<String> words) {
        static Run of(String program, String stdin, String... words) {
            return new Run(program, "/", stdin, List.of(words));
        }

        static Run goTest(String goPackage) {
            return new Run(
                    goPackage.replace('/', '_') + ".test",
                    "/usr/local/go/src/" + goPackage,
                    "",
                    List.of("-test.short", "-test.v"));
        }

        @Override
        public String toString() {
            return program + " " + String.join(" ", words);
        }
    }

    static Stream<Run> runs() {
        return Stream.of(
                Run.of("tengo", "", "/loop.tengo"),
                Run.of("jsonnet", "", "/f.jsonnet"),
                Run.of("esbuild", "const x: number = 1; console.log(x ?? 2)", "--minify", "--loader=ts"),
                Run.of("choose", "", "-i", "/table.txt", "0", "2"),
                Run.of("choose", "a b c\nd e f\n", "1"),
                Run.of("choose", "", "-i", "/missing.txt", "0"),
                Run.of("grex", "", "-f", "/words.txt"),
                Run.of("grex", "", "--digits", "a1", "b22"),
                Run.of("htmlq", "", "-f", "/page.html", "-t", "p"),
                Run.of("htmlq", "<a href=x>y</a>", "-a", "href", "a"),
                Run.of("sql", SQL, "/rows.db"),
                Run.goTest("os"),
                Run.goTest("io/fs"),
                Run.goTest("path/filepath"),
                Run.goTest("archive/zip"));
    }

    private static final String SQL = """
            create table t(a integer primary key, b text);
            with recursive n(i) as (select 1 union all select i+1 from n where i<20000)
              insert into t select i, 'v'||(i*7919%1003) from n;
            begin; update t set b='x' where a%2=0; rollback;
            begin; delete from t where a>15000; commit;
            select count(*), sum(a), max(b) from t;
            pragma integrity_check;
            """;

    private static final Map<String, String> FILES = Map.of(
            "loop.tengo", "fmt := import(\"fmt\")\nfor i := 0; i < 3; i++ { fmt.println(i) }\n",
            "f.jsonnet", "{ files: importstr '/words.txt', n: std.sort([3, 1, 2]) }\n",
            "table.txt", "one two three\nfour five six\n",
            "words.txt", "abc\nabd\nxyz\n",
            "page.html", "<p>one</p><div><p>two</p></div>\n");

    private static String setting(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            System.out.println("skipped: there is no -D" + name);
        }
        assumeTrue(value != null, name);
        return value;
    }

    private static Path program(String name) {
        Path file = Path.of(setting("wippy.programs")).resolve(name + ".wasm");
        if (!Files.exists(file)) {
            System.out.println("skipped: " + file + " was not built");
        }
        assumeTrue(Files.exists(file), file.toString());
        return file;
    }

    /** What a program finds: some files, and the source of those of Go's packages that are tested. */
    private Path files(String name) throws IOException {
        Path root = Files.createDirectory(folder.resolve(name));
        Files.createDirectories(root.resolve("tmp"));
        for (var file : FILES.entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue());
        }
        Path go = Path.of(System.getProperty("wippy.goroot", "/usr/local/go"));
        for (String part : List.of("os", "io", "path", "archive", "internal/testenv")) {
            copy(go.resolve("src").resolve(part), root.resolve("usr/local/go/src").resolve(part));
        }
        return root;
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (var all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    /** What is compared of a run. */
    private record Outcome(int code, List<String> output) {
        /** Without times, and the names of temporary files. */
        static Outcome of(int code, String output) {
            return new Outcome(code, output.lines()
                    .map(line -> line.replaceAll("\\d+\\.\\d+s\\b", "TIME").replaceAll("\\d{6,}", "NUMBER"))
                    .toList());
        }
    }

    private Outcome ours(Run run, Path binary, Path root) throws IOException {
        var console = new Console(run.stdin());
        var words = Stream.concat(Stream.of(run.program()), run.words().stream()).toList();
        var program = WasmProgram.of("test:" + run.program(), Files.readAllBytes(binary), "run")
                .withImports("wasi1")
                .withSettings(
                        new MountSettings(List.of(new Mount("test:root", ConfinedFolder.of(root), "/", false))),
                        new ProgramSettings(words, Map.of(), Optional.of(run.pwd())));
        try (Kernel kernel = Kernel.builder().engine(ENGINE).build()) {
            Exit exit = kernel.host(HostOptions.of("test:host"))
                    .spawn(kernel.wasm(program), Launch.of().withStdio(console.stdio()))
                    .exit()
                    .block();
            assertEquals(Optional.empty(), exit.failure());
            return Outcome.of(exit.code().orElse(0), console.output());
        }
    }

    private Outcome wasmtimes(Run run, Path binary, Path root) throws Exception {
        Path input = Files.writeString(folder.resolve("input"), run.stdin());
        var command = new ArrayList<>(List.of(
                setting("wippy.wasmtime"), "src/test/programs/wasmtime.py", binary.toString(), run.pwd(),
                root.toString()));
        command.addAll(run.words());
        var process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Outcome.of(process.waitFor(), output);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void a_program_ends_and_prints_as_under_wasmtime(Run run) throws Exception {
        Path binary = program(run.program());
        Outcome expected = wasmtimes(run, binary, files("wasmtime"));
        assertEquals(expected, ours(run, binary, files("ours")));
    }

    @Test
    void a_component_in_Python_reads_a_file() throws IOException {
        Path binary = program("reads");
        Path root = Files.createDirectory(folder.resolve("data"));
        Files.writeString(root.resolve("text"), "grüezi\n");
        var program = WasmProgram.of("test:reads", Files.readAllBytes(binary), "read")
                .withImports("wasi:cli", "wasi:io", "wasi:clocks", "wasi:filesystem")
                .withSettings(new MountSettings(List.of(
                        new Mount("test:data", ConfinedFolder.of(root), "/data", false))));
        try (Kernel kernel = Kernel.builder().engine(ENGINE).build()) {
            Exit exit = kernel.host(HostOptions.of("test:host"))
                    .spawn(kernel.wasm(program), Launch.of("/data/text"))
                    .exit()
                    .block();
            assertEquals(Optional.empty(), exit.failure());
            assertEquals("grüezi\ntext,text.copy", exit.value());
            assertEquals("GRÜEZI\n", Files.readString(root.resolve("text.copy")));
        }
    }
}
