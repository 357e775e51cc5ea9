package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell around a command does to it. */
class SurroundingsTest {

    @TempDir
    private static Path cache;

    @Test
    void the_cache_is_where_XDG_says() {
        assertEquals(
                Optional.of(Path.of("/c/wippy/modules")),
                CacheFolder.of(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")));
        assertEquals(
                Optional.of(Path.of("/h/.cache/wippy/modules")),
                CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h")));
        assertEquals(Optional.empty(), CacheFolder.of(Map.of("XDG_CACHE_HOME", "")));
    }

    @Test
    void a_guests_exit_code_is_never_cut_to_success() {
        assertEquals(List.of(0, 7, 255, 1, 1), List.of(0, 7, 255, 256, 257).stream().map(ExitCode::ofGuest).toList());
    }

    @Test
    void the_first_interrupt_ends_in_order_and_the_second_at_once() {
        var seen = new ArrayList<String>();
        var interrupts = new Interrupts(code -> seen.add("halt " + code));
        interrupts.onInterrupt(() -> seen.add("cancel"));
        assertEquals(OptionalInt.empty(), interrupts.exitCode());
        interrupts.raise(Interrupts.TERMINATED);
        assertEquals(OptionalInt.of(143), interrupts.exitCode());
        interrupts.raise(Interrupts.INTERRUPTED);
        assertEquals(List.of("cancel", "halt 130"), seen);
    }

    @Test
    void an_interrupt_before_anything_runs_ends_at_once() {
        var seen = new ArrayList<String>();
        new Interrupts(code -> seen.add("halt " + code)).raise(Interrupts.INTERRUPTED);
        assertEquals(List.of("halt 130"), seen);
    }

    @Test
    void an_interrupted_process_is_cancelled_quietly() {
        var cli = new Cli(cache);
        var error = new ByteArrayOutputStream();
        // Ctrl-C as soon as the guest has said its first word.
        var output = new OutputStream() {
            @Override
            public void write(int each) {
                cli.interrupts.raise(Interrupts.INTERRUPTED);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                write(0);
            }
        };
        assertEquals(130, cli.input("x\n").run(output, error, "run", "env"));
        assertEquals("", error.toString(StandardCharsets.UTF_8));
    }

    @Test
    void an_interrupt_is_not_held_up_by_a_reader_that_stopped_reading() {
        var cli = new Cli(cache);
        var error = new ByteArrayOutputStream();
        var output = new OutputStream() {
            @Override
            public void write(int each) {
                cli.interrupts.raise(Interrupts.TERMINATED);
                while (true) {
                    LockSupport.park();
                }
            }
        };
        int code = assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> cli.input("x\n").run(output, error, "run", "echo"));
        assertEquals(143, code);
        assertEquals("", error.toString(StandardCharsets.UTF_8));
    }

    @Test
    void an_interrupt_while_the_result_is_printed_ends_at_once() {
        var cli = new Cli(cache);
        var output = new OutputStream() {
            @Override
            public void write(int each) {
                cli.interrupts.raise(Interrupts.INTERRUPTED);
            }
        };
        AssertionError halted = assertThrows(
                AssertionError.class, () -> cli.run(output, new ByteArrayOutputStream(), "run", "greet"));
        assertEquals("halted with 130", halted.getMessage());
    }

    @Test
    void a_reader_that_went_away_ends_the_guest_quietly() {
        var error = new ByteArrayOutputStream();
        int code = new Cli(cache).input("x\n".repeat(100_000)).run(failing("Broken pipe"), error, "run", "echo");
        assertEquals(141, code);
        assertEquals("", error.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_full_disk_is_told() {
        var error = new ByteArrayOutputStream();
        int code = new Cli(cache).run(failing("No space left on device"), error, "run", "greet");
        assertEquals(1, code);
        assertEquals(
                "wippy: writing to standard output failed: No space left on device\n",
                error.toString(StandardCharsets.UTF_8));
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int each) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
