package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.distribution.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecCommandTest {
    private static final String HELLO = Cli.HELLO.resolve("wasm/hello.wasm").toString();
    private static final Path CSV = Path.of("../examples/csv").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder.resolve("cache")).in(folder);
    }

    private static Ran usage(String message) {
        return new Ran(2, "", "wippy: " + message + "\n");
    }

    @Test
    void a_command_gets_its_words_its_variables_and_its_name() {
        String env = Cli.HELLO.resolve("wasm/env.wasm").toString();
        assertEquals(
                Cli.printed("arg[0]=env.wasm\narg[1]=--json\nGREETING=hi\n"),
                cli.run("exec", "--env", "GREETING=hi", env, "--json"));
    }

    @Test
    void a_command_reads_stdin() {
        String echo = Cli.HELLO.resolve("wasm/echo.wasm").toString();
        assertEquals(Cli.printed("ABC\n"), cli.input("abc\n").run("exec", echo));
    }

    @Test
    void words_become_the_parameters_of_the_method_that_is_named() {
        assertEquals(Cli.printed("42\n"), cli.run("exec", "--method", "compute", HELLO, "6", "7"));
    }

    @Test
    void of_several_functions_one_has_to_be_named() {
        assertEquals(
                usage(HELLO + " exports 3 functions: choose one by --method: greet, compute, fail"),
                cli.run("exec", HELLO));
    }

    @Test
    void a_missing_word_prints_how_it_is_called() {
        assertEquals(
                usage("missing b: u32\nusage: wippy exec " + HELLO + " <a: u32> <b: u32>"),
                cli.run("exec", "--method", "compute", HELLO, "6"));
    }

    @Test
    void a_folder_is_seen_where_the_option_says_and_no_other_is() throws IOException {
        Path output = Files.createDirectory(folder.resolve("output"));
        String convert = CSV.resolve("wasm/convert.wasm").toString();
        Ran ran = cli.run(
                "exec", "--dir", CSV.resolve("data/input") + "::/input", "--dir", "output::/output", convert);
        assertEquals(0, ran.exitCode(), ran.error());
        assertEquals(true, Files.exists(output.resolve("cities.tsv")));
        assertEquals(1, cli.run("exec", convert).exitCode());
    }

    @Test
    void a_folder_that_is_not_there_or_has_no_place_is_wrong_usage() {
        assertEquals(usage("--dir nowhere: no such folder"), cli.run("exec", "--dir", "nowhere", "--method", "greet",
                HELLO));
        assertEquals(
                usage("--dir .::here: where the guest sees it begins with a /"),
                cli.run("exec", "--dir", ".::here", "--method", "greet", HELLO));
        assertEquals(
                usage("two folders are to be at /"),
                cli.run("exec", "--dir", ".", "--dir", ".", "--method", "greet", HELLO));
    }

    @Test
    void what_is_no_WebAssembly_is_refused() throws IOException {
        Files.writeString(folder.resolve("text.wasm"), "no");
        assertEquals(
                new Ran(1, "", "wippy: text.wasm is neither a component nor a core module: those begin with \\0asm"
                        + " and a version\n"),
                cli.run("exec", "text.wasm"));
        assertEquals(new Ran(1, "", "wippy: none.wasm does not exist\n"), cli.run("exec", "none.wasm"));
    }
}
