package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first app, from the command line through every layer to its guests and back. */
class SpineTest {

    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    private final Cli cli = new Cli(cache);

    @Test
    void greet_greets_the_one_it_is_told() {
        assertEquals(Cli.printed("Hello, World!\n"), cli.run("run", "greet", "World"));
    }

    @Test
    void greet_alone_greets_the_world() {
        assertEquals(Cli.printed("Hello, World!\n"), cli.run("run", "greet"));
    }

    @Test
    void a_word_after_the_command_is_never_an_option_of_wippy() {
        for (String word : List.of("-v", "--help", "--", "-C", "-x", "@file", "--json", "")) {
            assertEquals(Cli.printed("Hello, " + word + "!\n"), cli.run("run", "greet", word));
        }
    }

    @Test
    void words_beyond_ASCII_reach_the_guest_and_come_back() {
        assertEquals(Cli.printed("Hello, Łódź 🦊!\n"), cli.run("run", "greet", "Łódź 🦊"));
    }

    @Test
    void a_number_is_printed_as_JSON() {
        assertEquals(Cli.printed("42\n"), cli.run("run", "compute", "6", "7"));
    }

    @Test
    void json_prints_a_string_in_quotes() {
        assertEquals(Cli.printed("\"Hello, \\\"Q\\\"!\"\n"), cli.run("run", "--json", "greet", "\"Q\""));
    }

    @Test
    void a_missing_parameter_prints_the_usage_line() {
        assertEquals(
                new Ran(2, "", "wippy: missing b: u32\nusage: wippy run compute <a: u32> <b: u32>\n"),
                cli.run("run", "compute", "6"));
    }

    @Test
    void a_word_too_many_prints_the_usage_line() {
        assertEquals(
                new Ran(2, "", "wippy: unexpected word: 8\nusage: wippy run compute <a: u32> <b: u32>\n"),
                cli.run("run", "compute", "6", "7", "8"));
    }

    @Test
    void a_word_of_the_wrong_type_names_the_parameter() {
        assertEquals(
                new Ran(2, "", "wippy: b: expected u32, got \"x\"\nusage: wippy run compute <a: u32> <b: u32>\n"),
                cli.run("run", "compute", "6", "x"));
    }

    @Test
    void list_prints_the_commands_in_columns() {
        assertEquals(
                Cli.printed("""
                        compute  Multiply two numbers                     hello:compute
                        echo     Copy stdin to stdout in upper case       hello:echo
                        env      Print the arguments and the environment  hello:env
                        fail     Return an err result                     hello:fail
                        greet    Greet someone, or the world              hello:greet
                        sleep    Sleep for some milliseconds              hello:sleep
                        spin     Loop until the deadline                  hello:spin
                        trap     Trap some calls deep                     hello:trap
                        """),
                cli.run("run", "list"));
    }

    @Test
    void an_entry_runs_by_its_id() {
        assertEquals(Cli.printed("Hello, you!\n"), cli.run("run", "-x", "hello:greet", "you"));
        assertEquals(
                new Ran(2, "", "wippy: missing a: u32\nusage: wippy run -x hello:compute <a: u32> <b: u32>\n"),
                cli.run("run", "-x", "hello:compute"));
    }

    @Test
    void a_guest_that_sleeps_is_waited_for() {
        assertEquals(Cli.printed("slept 20 ms\n"), cli.run("run", "sleep", "20"));
    }

    @Test
    void a_guest_reads_stdin_to_its_end() {
        String lines = "one line\n".repeat(100_000);
        assertEquals(Cli.printed(lines.toUpperCase(java.util.Locale.ROOT)), cli.input(lines).run("run", "echo"));
    }

    @Test
    void a_program_gets_its_entrys_arguments_and_then_the_words() {
        assertEquals(
                Cli.printed("""
                        arg[0]=env
                        arg[1]=--from
                        arg[2]=entry
                        arg[3]=a b
                        arg[4]=--
                        GREETING=Good day
                        """),
                cli.run("run", "env", "a b", "--"));
    }

    @Test
    void an_err_result_is_one_line_on_stderr() {
        assertEquals(new Ran(1, "", "fail: error: this guest fails on purpose\n"), cli.run("run", "fail"));
    }

    @Test
    void a_trap_names_the_functions_that_led_to_it_and_where_in_the_module_they_were() {
        Ran ran = cli.run("run", "trap");
        assertEquals(
                new Ran(1, "", """
                        trap: Internal: wasm trap: unreachable
                            at boom (0x...)
                            at step (0x...)
                            at trap (0x...)
                        """),
                new Ran(ran.exitCode(), ran.output(), ran.error().replaceAll("0x[0-9a-f]{1,8}", "0x...")));
    }

    @Test
    void a_guest_past_its_deadline_ends_with_Timeout() {
        assertEquals(new Ran(1, "", "spin: Timeout: max_execution_ms: 300 ms are over\n"), cli.run("run", "spin"));
    }

    @Test
    void a_second_run_compiles_nothing() {
        Path own = folder.resolve("cache");
        Pattern totals = Pattern.compile("wippy: modules: (.*)\n$");
        Pattern classes = Pattern.compile("wippy: classes: (.*)\n");
        Ran first = new Cli(own).run("-v", "run", "greet");
        Ran second = new Cli(own).run("run", "-v", "greet");
        assertEquals("3 compiled, 0 from disk, 0 from memory", found(totals, first.error()));
        assertEquals("0 compiled, 3 from disk, 0 from memory", found(totals, second.error()));
        String made = found(classes, first.error()).replaceFirst(" made, 0 loaded,.*", "");
        assertNotEquals("0", made);
        assertEquals(found(classes, first.error()).replace(made + " made, 0 loaded", "0 made, " + made + " loaded"),
                found(classes, second.error()));
        assertEquals("Hello, World!\n", second.output());
    }

    @Test
    void an_unusable_cache_costs_nothing_but_time() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertEquals(Cli.printed("Hello, World!\n"), new Cli(file).run("run", "greet"));
        Ran told = new Cli(file).run("run", "-v", "greet");
        assertTrue(told.error().contains("wippy: the compile cache is not used: "), told.error());
    }

    @Test
    void a_truncated_cache_is_made_again() throws Exception {
        Path own = folder.resolve("cache");
        new Cli(own).run("run", "greet");
        try (var files = Files.walk(own)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.write(each, java.util.Arrays.copyOf(Files.readAllBytes(each), 100));
            }
        }
        assertEquals(Cli.printed("Hello, World!\n"), new Cli(own).run("run", "greet"));
    }

    @Test
    void one_changed_byte_of_a_binary_is_told_at_the_entrys_line() throws Exception {
        Apps.copy(Cli.HELLO, folder);
        Path binary = folder.resolve("wasm/hello.wasm");
        byte[] bytes = Files.readAllBytes(binary);
        bytes[bytes.length - 1] ^= 1;
        Files.write(binary, bytes);

        String declared = "sha256:" + Apps.sha256(Files.readAllBytes(Cli.HELLO.resolve("wasm/hello.wasm")));
        String actual = "sha256:" + Apps.sha256(bytes);
        Ran ran = cli.in(folder).run("run", "greet");

        assertEquals(3, ran.exitCode());
        assertEquals("", ran.output());
        int line = Apps.lineOf(folder.resolve("src/_index.yaml"), "hash: ", "name: greet");
        String place = "src/_index.yaml:" + line + ":11: hello:greet: hash: hash mismatch: expected " + declared
                + ", got " + actual;
        assertTrue(ran.error().startsWith(place), ran.error());
        assertTrue(ran.error().contains("wippy hash --write"), ran.error());
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }
}
