package dev.wippy.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Event;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** The kit, with the guests of the kernel's tests. */
@Timeout(120)
class TestKernelTest {
    private static final Duration NAP = Duration.ofHours(1);

    private final Naps naps = new Naps();

    private static WasmProgram guest(String file, String method) throws IOException {
        return WasmProgram.of(
                "test:" + method, Files.readAllBytes(Path.of("../kernel/src/test/guests", file)), method)
                .withImports("test:naps", "process");
    }

    @Test
    void a_guest_that_waits_goes_on_when_virtual_time_does() throws Exception {
        try (var kernel = TestKernel.with(naps)) {
            var run = kernel.start(guest("actor.wasm", "naps"), 2);
            assertEquals(0, run.started().index());
            assertEquals("test:naps/nap.nap", run.suspended().operation().toString());
            kernel.advance(NAP);
            assertEquals(2, run.suspended().index());
            kernel.advance(NAP);
            assertEquals(2L, run.exit().value());
            assertEquals(4, run.steps().size());
        }
    }

    @Test
    void a_guest_stays_where_it_is_until_it_is_let_on() throws Exception {
        try (var kernel = TestKernel.with(naps)) {
            var run = kernel.start(guest("actor.wasm", "naps"), 1);
            assertEquals(0, naps.taken.get());
            run.started();
            assertEquals(0, naps.taken.get());
            run.suspended();
            assertEquals(1, naps.taken.get());
            kernel.advance(NAP);
            run.exit();
        }
    }

    @Test
    void a_guest_answers_what_is_sent_to_it() throws Exception {
        try (var kernel = TestKernel.with(naps)) {
            var inbox = kernel.inbox();
            var run = kernel.start(guest("actor.wasm", "mirror"));
            kernel.kernel().processes().register("observer", inbox.pid()).block();
            run.suspended();
            run.send("greeting", "hello");
            run.suspended();
            assertEquals(
                    new Event.Message(Optional.of(run.pid()), "[Piece::Text(\"hello\")]", "hello"), inbox.next());
            run.send("end", null);
            assertEquals(1L, run.exit().value());
            assertTrue(inbox.isEmpty());
        }
    }

    @Test
    void an_inbox_hears_of_the_end_of_what_it_monitors() throws Exception {
        try (var kernel = TestKernel.with(naps)) {
            var inbox = kernel.inbox();
            var run = kernel.start(guest("actor.wasm", "naps"), 1);
            run.suspended();
            inbox.monitor(run.pid());
            run.terminate();
            var exit = run.exit();
            assertEquals(ErrorKind.CANCELED, exit.failure().orElseThrow().kind());
            assertEquals(exit, assertInstanceOf(Event.ExitEvent.class, inbox.next()).exit());
        }
    }

    @Test
    void a_step_that_is_another_one_is_shown() throws Exception {
        try (var kernel = TestKernel.with(naps)) {
            var run = kernel.start(guest("actor.wasm", "greet"), "you");
            String message = assertThrows(AssertionError.class, run::suspended).getMessage();
            assertTrue(message.startsWith("expected the step Suspended of test:greet, and it is Exited["), message);
            assertEquals("Hello, you!", run.exit().value());
            message = assertThrows(AssertionError.class, run::next).getMessage();
            assertTrue(message.startsWith("test:greet has ended: Exit["), message);
        }
    }

    private static String leftBy(TestKernel kernel) {
        return assertThrows(AssertionError.class, kernel::close).getMessage();
    }

    @Test
    void a_process_that_was_forgotten_is_told() throws Exception {
        var kernel = TestKernel.with(naps);
        kernel.start(guest("actor.wasm", "naps"), 1).started();
        kernel.start(guest("actor.wasm", "greet"), "nobody");
        String message = leftBy(kernel);
        assertTrue(
                message.startsWith("the test left behind:\n  a process of test:naps, which came to Started["), message);
        assertTrue(message.endsWith("\n  a process of test:greet, which has not begun"), message);
    }

    @Test
    void what_a_module_counts_and_leaves_is_told() throws Exception {
        var kernel = TestKernel.with(naps).leavesNo("open things", naps.open::get);
        var run = kernel.start(guest("ending.wasm", "takes"), 3);
        run.suspended();
        assertEquals(3, naps.open.get());
        run.terminate();
        run.exit();
        // Close of the process drops what the guest kept.
        assertEquals(0, naps.open.get());
        naps.open.incrementAndGet();
        assertEquals("the test left behind:\n  1 open things", leftBy(kernel));
    }

    @Test
    void a_thread_of_a_module_that_goes_on_is_told() {
        var end = new CountDownLatch(1);
        var kernel = new TestKernel(Duration.ofMillis(100), List.of());
        Thread.ofPlatform().name("left over").start(() -> {
            try {
                end.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        String message = leftBy(kernel);
        assertTrue(message.startsWith("the test left behind:\n  the thread \"left over\", at "), message);
        end.countDown();
    }

    @Test
    void what_a_guest_may_not_do_is_a_failure_of_its_process() throws Exception {
        try (var kernel = TestKernel.with()) {
            var run = kernel.start(
                    WasmProgram.of("test:naps", guest("actor.wasm", "naps").binary(), "naps"), 1);
            assertEquals(
                    ErrorKind.PERMISSION_DENIED, run.exit().failure().orElseThrow().kind());
        }
    }

    /** The interface of the guests: a nap is an hour of the kernel's time. */
    public static final class Naps implements ImportModule {
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();

        @Override
        public String name() {
            return "test:naps";
        }

        @Override
        public List<String> interfaces() {
            return List.of("test:naps/nap");
        }

        @Override
        public void link(Imports imports, ProcessContext process) {
            imports.bind("test:naps/nap", new Nap(this, process));
        }
    }

    /** The interface. */
    public record Nap(Naps naps, ProcessContext process) {
        /** Waits. */
        @WitFunction("nap")
        public Mono<Void> nap() {
            naps.taken.incrementAndGet();
            return process.time().delay(NAP);
        }

        /** Does nothing. */
        @WitFunction("mark")
        public void mark() {}

        /** Makes one. */
        @WitFunction("make")
        public Thing make() {
            naps.open.incrementAndGet();
            return new Thing(naps);
        }
    }

    /** What is open until it is dropped. */
    @WitResource("thing")
    public record Thing(Naps naps) implements AutoCloseable {
        @Override
        public void close() {
            naps.open.decrementAndGet();
        }
    }
}
