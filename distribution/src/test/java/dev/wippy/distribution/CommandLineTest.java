package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    @TempDir
    private static Path cache;

    private final Cli cli = new Cli(cache);

    @Test
    void version_names_Wippy_and_Java() {
        Ran ran = cli.run("version");
        assertTrue(ran.output().matches("wippy \\d+\\.\\d+\\.\\d+\\S* \\(Java \\S+, .*\\)\n"), ran.output());
        assertEquals(Cli.printed(ran.output()), ran);
    }

    @Test
    void the_option_version_prints_what_the_command_does() {
        assertEquals(cli.run("version"), cli.run("--version"));
    }

    @Test
    void help_is_printed_to_stdout() {
        for (String[] args : new String[][]{{}, {"--help"}, {"run", "--help"}, {"hash", "-h"}}) {
            Ran ran = cli.run(args);
            assertTrue(ran.output().startsWith("Usage: wippy"), ran.output());
            assertEquals(Cli.printed(ran.output()), ran);
        }
    }

    @Test
    void an_unknown_command_is_wrong_usage() {
        assertEquals(
                new Ran(2, "", "wippy: unknown command runn (did you mean run?): try 'wippy --help'\n"),
                cli.run("runn", "greet"));
    }

    @Test
    void an_unknown_option_is_wrong_usage() {
        assertEquals(
                new Ran(2, "", "wippy: unknown option --jso (did you mean --json?): try 'wippy run --help'\n"),
                cli.run("run", "--jso"));
    }

    @Test
    void an_option_without_its_value_is_wrong_usage() {
        assertEquals(2, cli.run("-C").exitCode());
        assertEquals(2, cli.run("--log-level", "loud", "version").exitCode());
        assertEquals(
                new Ran(2, "", "wippy: -x needs the id of an entry, such as: wippy run -x app:worker\n"),
                cli.run("run", "-x"));
    }

    @Test
    void list_takes_no_words() {
        assertEquals(new Ran(2, "", "wippy: unexpected word after list: all\n"), cli.run("run", "list", "all"));
    }

    @Test
    void an_option_of_all_commands_may_stand_before_or_after_the_command() {
        String folder = Cli.HELLO.toString();
        Ran before = cli.in(cache).run("-C", folder, "run", "list");
        assertEquals(before, cli.in(cache).run("run", "-C", folder, "list"));
        assertEquals(0, before.exitCode());
    }
}
