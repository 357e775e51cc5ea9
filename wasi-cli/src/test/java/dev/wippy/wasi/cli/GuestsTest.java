package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Step;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Real guests, in real processes, on real streams. */
@Timeout(120)
class GuestsTest {

    /** What the page that the user gave declares. */
    private static final String[] SEED = {"wasi:cli", "wasi:io", "wasi:clocks", "wasi:filesystem"};

    /** Shared, so that each guest is compiled once. */
    private static final Engine ENGINE = Engine.builder().build();

    private Kernel kernel = Kernel.builder().engine(ENGINE).build();
    private final PipeWriter writer = new PipeWriter("guest output");
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @AfterAll
    static void close_the_engine() {
        ENGINE.close();
    }

    @AfterEach
    void close_the_kernel() {
        writer.close();
        kernel.close();
    }

    private Stdio stdio(String input) {
        return new Stdio(
                new PipeSource("a test", new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))),
                writer.sink("output", output),
                writer.sink("error", error),
                false,
                false,
                false);
    }

    private Exit run(WasmProgram program, String input) throws InterruptedException {
        var host = kernel.host(HostOptions.of("test:host"));
        Exit exit = host.spawn(kernel.wasm(program), Launch.of().withStdio(stdio(input))).exit().block();
        writer.flush();
        return exit;
    }

    private static WasmProgram command(String guest, String... arguments) throws Exception {
        var settings = new ProgramSettings(List.of(arguments), Map.of("GREETING", "grüezi"), Optional.empty());
        return WasmProgram.of("test:command", SharedGuests.read(guest), "run").withSettings(settings);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_command_in_C_sees_its_arguments_variables_and_input() throws Exception {
        Exit exit = run(command("c/hello.p2.wasm", "hello", "wörld").withImports(SEED), "12345");
        assertEquals(Optional.empty(), exit.failure());
        assertEquals(
                """
                hello from C argc=2
                arg[0]=hello
                arg[1]=wörld
                GREETING=grüezi
                stdin bytes=5
                no /data/in.txt
                """,
                text(output));
        assertEquals("to stderr\n", text(error));
    }

    @Test
    void a_failure_of_the_input_reaches_a_command_that_does_not_declare_wasi_filesystem() throws Exception {
        var unreadable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Is a directory");
            }
        };
        try (var source = new PipeSource("standard input", unreadable)) {
            var stdio = new Stdio(
                    source, writer.sink("output", output), writer.sink("error", error), false, false, false);
            var template = kernel.wasm(command("c/hello.p2.wasm", "hello").withImports("wasi:cli", "wasi:io"));
            Exit exit = kernel.host(HostOptions.of("test:host"))
                    .spawn(template, Launch.of().withStdio(stdio))
                    .exit()
                    .block();
            writer.flush();
            assertEquals(Optional.empty(), exit.failure().map(failure -> failure.message()));
            assertTrue(text(output).contains("stdin bytes=0\n"), text(output));
        }
    }

    @Test
    void input_longer_than_any_buffer_reaches_a_command_whole() throws Exception {
        run(command("c/hello.p2.wasm", "hello").withImports(SEED), "x".repeat(300_000));
        assertTrue(text(output).contains("stdin bytes=300000\n"), text(output));
    }

    @Test
    void a_command_in_Rust_reads_writes_and_sleeps() throws Exception {
        Exit exit = run(command("rust/main.p2.wasm", "main", "a", "b").withImports(SEED), "grün\n");
        assertEquals(Optional.empty(), exit.failure());
        assertEquals(
                """
                args=["a", "b"]
                env=Some("grüezi")
                stdin=5 chars upper=GRÜN
                dir error: entity not found
                slept>=20ms: true
                """,
                text(output));
        assertEquals("err line\n", text(error));
    }

    @Test
    void a_command_that_exits_with_a_failure_ends_with_its_code() throws Exception {
        Exit exit = run(command("rust/main.p2.wasm", "main", "--fail").withImports(SEED), "");
        assertEquals(Optional.empty(), exit.failure());
        // Its libc knows exit only, which tells success from failure.
        assertEquals(OptionalInt.of(1), exit.code());
    }

    @Test
    void output_without_wasi_io_ends_with_the_line_that_would_allow_it() throws Exception {
        Exit exit = run(command("c/hello.p2.wasm", "hello").withImports("wasi:cli"), "");
        String message = exit.failure().orElseThrow().message();
        assertTrue(message.startsWith("test:command called wasi:io/streams@0.2.12."), message);
        assertTrue(message.endsWith("this line under imports: would: - wasi:io"), message);
        assertEquals("", text(output));
    }

    @Test
    void every_function_fits_the_type_that_the_WIT_gives_it() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("src", "test", "guests", "whole.wasm"));
        Exit exit = run(WasmProgram.of("test:whole", whole, "idle").withImports("wasi:cli", "wasi:io"), "");
        // It traps once it runs; what does not fit fails it before.
        assertEquals("wasm trap: unreachable", exit.failure().orElseThrow().message());
    }

    @Test
    void a_command_that_returns_a_failure_has_a_result_that_says_so() throws Exception {
        Exit exit = run(command("c/hello.p2.wasm", "hello", "a", "b", "c").withImports(SEED), "");
        assertEquals(OptionalInt.of(1), exit.code());
    }

    @Test
    void a_guest_that_writes_to_a_full_pipe_holds_no_worker() throws Exception {
        var host = kernel.host(HostOptions.of("test:narrow").withWorkers(1));
        var template = kernel.wasm(command("c/hello.p2.wasm", "hello").withImports(SEED));
        var gate = new Gate(output);
        var slow = new Stdio(
                Source.EMPTY, new PipeWriter("slow").sink("a pipe", gate), Sink.DISCARD, false, false, false);
        var held = host.spawn(template, Launch.of().withStdio(slow));
        gate.awaitWriter();
        var quick = Launch.of().withStdio(Stdio.NONE);
        assertEquals(Optional.empty(), host.spawn(template, quick).exit().block().failure());
        assertEquals("", text(output));
        gate.open();
        assertEquals(Optional.empty(), held.exit().block().failure());
        assertTrue(text(output).endsWith("no /data/in.txt\n"), text(output));
    }

    @Test
    void a_guest_that_waits_for_input_can_be_ended_and_leaves_no_wake_up() throws Exception {
        var host = kernel.host(HostOptions.of("test:host"));
        var silent = new SilentSource();
        var stdio = new Stdio(silent, Sink.DISCARD, Sink.DISCARD, false, false, false);
        var process = host.spawn(
                kernel.wasm(command("c/hello.p2.wasm", "hello").withImports(SEED)), Launch.of().withStdio(stdio));
        silent.waitedFor.await();
        process.terminate();
        assertEquals(ErrorKind.CANCELED, process.exit().block().failure().orElseThrow().kind());
        assertEquals(0, silent.waiting.get());
    }

    @Test
    void virtual_time_drives_a_guest_that_sleeps() throws Exception {
        kernel.close();
        var clock = VirtualTimeScheduler.create();
        kernel = Kernel.builder().engine(ENGINE).time(Time.of(() -> clock)).build();
        var program = WasmProgram.of("test:sleeper", SharedGuests.read("rust-wit/app.wasm"), "sleep")
                .withImports("wasi:cli", "wasi:io");
        StepVerifier.create(kernel.wasm(program).steps(Launch.of(3_600_000L)))
                .expectNextMatches(step -> step instanceof Step.Started)
                .assertNext(step -> assertEquals(
                        "wasi:io/poll.pollable.block (3600s)", ((Step.Suspended) step).operation().toString()))
                .then(() -> clock.advanceTimeBy(Duration.ofHours(1)))
                .assertNext(step -> assertEquals(
                        Optional.empty(), ((Step.Exited) step).exit().failure()))
                .verifyComplete();
    }

    /** A stream that holds up its writer until it is opened. */
    private static final class Gate extends OutputStream {
        private final OutputStream behind;
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        Gate(OutputStream behind) {
            this.behind = behind;
        }

        void awaitWriter() throws InterruptedException {
            entered.await();
        }

        void open() {
            opened.countDown();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b});
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                entered.countDown();
                opened.await();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
            behind.write(bytes, from, length);
        }
    }

    /** Never has anything, and counts who waits for it. */
    private static final class SilentSource implements Source {
        private final CountDownLatch waitedFor = new CountDownLatch(1);
        private final AtomicInteger waiting = new AtomicInteger();

        @Override
        public Optional<byte[]> poll(int max) {
            return Optional.of(new byte[0]);
        }

        @Override
        public Readiness readable() {
            return new Readiness() {
                @Override
                public boolean ready() {
                    return false;
                }

                @Override
                public Disposable onReady(Runnable wake) {
                    waiting.incrementAndGet();
                    waitedFor.countDown();
                    return waiting::decrementAndGet;
                }
            };
        }
    }
}
