package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.wippy.distribution.Cli.Ran;
import java.io.InputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real program in a process of its own: what only the system can do to it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Path cache;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder.resolve("in stalled"));
        cache = folder.resolve("cache");
    }

    private static Ran ran(ProcessBuilder builder) throws Exception {
        Path error = Files.createTempFile(folder, "stderr", "");
        Process process = builder.redirectError(error.toFile()).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output, Files.readString(error));
    }

    private static Ran shell(String script) throws Exception {
        return ran(installation.shell(cache, "sh", "-c", script));
    }

    @Test
    void it_says_the_greeting_and_nothing_on_stderr() throws Exception {
        assertEquals(Cli.printed("Hello, World!\n"), ran(installation.wippy(cache, "run", "greet", "World")));
    }

    @Test
    void two_first_runs_at_once_both_answer() throws Exception {
        Path fresh = folder.resolve("fresh");
        Process first = installation.wippy(fresh, "run", "greet", "1").start();
        Process second = installation.wippy(fresh, "run", "greet", "2").start();
        assertEquals("Hello, 1!\n", new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals("Hello, 2!\n", new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, first.waitFor());
        assertEquals(0, second.waitFor());
    }

    @Test
    void a_word_beyond_ASCII_arrives_whatever_the_locale() throws Exception {
        // In octal, as the locale of this test may be one that can't say it.
        String greet = " \"$WIPPY\" run greet \"$(printf 'Zo\\303\\253')\"";
        for (String locale : List.of("LC_ALL=C", "LC_ALL= LC_CTYPE= LANG=", "LC_ALL= LC_CTYPE=POSIX LANG=C.UTF-8")) {
            assertEquals(Cli.printed("Hello, Zoë!\n"), shell(locale + greet));
        }
    }

    @Test
    void an_entry_reads_the_pipe_before_it_and_writes_to_the_one_behind() throws Exception {
        assertEquals(Cli.printed("HELLO\n"), shell("echo hello | \"$WIPPY\" run echo | cat"));
    }

    @Test
    void it_ends_quietly_when_its_reader_goes_away() throws Exception {
        assertEquals(Cli.printed("Y\n"), shell("yes | \"$WIPPY\" run echo | head -n 1"));
    }

    @Test
    void a_closed_stdin_is_empty() throws Exception {
        assertEquals(Cli.printed(""), shell("\"$WIPPY\" run echo <&-"));
    }

    @Test
    void a_closed_stdout_is_an_error() throws Exception {
        Ran ran = shell("\"$WIPPY\" run greet >&-");
        assertEquals(1, ran.exitCode());
        assertTrue(ran.error().startsWith("wippy: writing to standard output failed: "), ran.error());
    }

    @Test
    void Ctrl_C_ends_a_guest_that_waits() throws Exception {
        assumeFalse(
                ignoresInterrupts(),
                "skipped: SIGINT is ignored here, as in a background job, and children inherit that");
        assertEquals(new Ran(130, "ONE\n", ""), interrupted("INT"));
    }

    @Test
    void SIGTERM_ends_a_guest_that_waits() throws Exception {
        assertEquals(new Ran(143, "ONE\n", ""), interrupted("TERM"));
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1 << 1) != 0;
    }

    /** A guest that waits for more input is sent a signal once it has answered the first line. */
    private static Ran interrupted(String signal) throws Exception {
        Path error = Files.createTempFile(folder, "stderr", "");
        Process process = installation.wippy(cache, "run", "echo").redirectError(error.toFile()).start();
        process.getOutputStream().write("one\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        InputStream output = process.getInputStream();
        String first = new String(output.readNBytes(4), StandardCharsets.UTF_8);
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
        String rest = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), first + rest, Files.readString(error));
    }

    @Test
    void a_link_to_the_script_runs_it() throws Exception {
        Path link = folder.resolve("link");
        Ran ran = shell("ln -sf \"$WIPPY\" '" + link + "' && '" + link + "' run compute 6 7");
        assertEquals(Cli.printed("42\n"), ran);
    }

    @Test
    void a_java_that_is_none_is_told() throws Exception {
        assertEquals(
                new Ran(1, "", "wippy: WIPPY_JAVA is no java program: /none\n"),
                shell("WIPPY_JAVA=/none \"$WIPPY\" version"));
    }

    @Test
    void a_working_directory_that_is_gone_is_told() throws Exception {
        Ran ran = shell("mkdir gone && cd gone && rmdir ../gone && \"$WIPPY\" version");
        assertEquals(1, ran.exitCode());
        assertTrue(
                ran.error().endsWith("wippy: the working directory is gone: change to one that exists\n"), ran.error());
    }
}
