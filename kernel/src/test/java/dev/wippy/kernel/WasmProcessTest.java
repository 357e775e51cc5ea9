package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.component.bind.WitResource;
import dev.wippy.engine.WasmFrame;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Processes of real components: those of the first example. */
class WasmProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Naps naps = new Naps();
    private final Kernel kernel = Kernel.builder().importModule(naps).build();
    private final ProcessHost host = kernel.host(HostOptions.of("two").withWorkers(2));

    @AfterEach
    void close() {
        kernel.close();
    }

    private static WasmProgram program(String file, String method) {
        try {
            byte[] binary = Files.readAllBytes(Path.of("../examples/hello/wasm", file));
            return WasmProgram.of("test:" + method, binary, method);
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private Exit run(WasmProgram program, Object... arguments) {
        return host.spawn(kernel.wasm(program), Launch.of(arguments)).exit().block(LIMIT);
    }

    @Test
    void a_function_is_called_with_plain_values_and_gives_one() {
        assertEquals("Hello, World!", run(program("hello.wasm", "greet"), "World").value());
        assertEquals("Hello, World!", run(program("hello.wasm", "greet")).value());
        assertEquals(42L, ((Number) run(program("hello.wasm", "compute"), 6, 7).value()).longValue());
    }

    @Test
    void an_err_result_is_a_value_and_no_failure() {
        Exit exit = run(program("hello.wasm", "fail"));
        assertEquals(Map.of("err", "this guest fails on purpose"), exit.value());
        assertTrue(exit.isNormal());
    }

    @Test
    void wrong_arguments_fail_the_process_before_the_guest_runs() {
        Failure failure = run(program("hello.wasm", "compute"), 6).failure().orElseThrow();
        assertEquals("Invalid: parameter count mismatch: expected 2, got 1", failure.toString());
        failure = run(program("hello.wasm", "compute"), 6, -7).failure().orElseThrow();
        assertEquals(ErrorKind.INVALID, failure.kind());
    }

    @Test
    void a_trap_names_the_guests_functions() {
        Failure failure = run(program("faults.wasm", "trap")).failure().orElseThrow();
        assertEquals(ErrorKind.INTERNAL, failure.kind());
        assertEquals("wasm trap: unreachable", failure.message());
        assertEquals(
                List.of("boom", "step", "trap"),
                failure.frames().stream().map(WasmFrame::function).toList());
    }

    @Test
    void an_endless_loop_is_terminated() {
        Process process = host.spawn(kernel.wasm(program("faults.wasm", "spin")), Launch.of());
        process.terminate();
        assertEquals(
                "Canceled: terminated",
                process.exit().block(LIMIT).failure().orElseThrow().toString());
    }

    @Test
    void an_endless_loop_ends_at_its_deadline() {
        Limits limits = Limits.defaults().withMaxExecution(Duration.ofMillis(50));
        Failure failure =
                run(program("faults.wasm", "spin").withLimits(limits)).failure().orElseThrow();
        assertEquals("Timeout: max_execution_ms: 50 ms are over", failure.toString());
    }

    @Test
    void beside_more_spinning_guests_than_workers_others_run_and_the_embedders_threads_tick() {
        Template spin = kernel.wasm(program("faults.wasm", "spin"));
        Template greet = kernel.wasm(program("hello.wasm", "greet"));
        List<Process> spinning = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            spinning.add(host.spawn(spin, Launch.of()));
        }
        var over = new AtomicBoolean();
        var ticks = new AtomicInteger();
        Thread.startVirtualThread(() -> {
            while (!over.get()) {
                LockSupport.parkNanos(1_000_000);
                ticks.incrementAndGet();
            }
        });
        for (int i = 0; i < 100; i++) {
            int before = ticks.get();
            Exit exit = host.spawn(greet, Launch.of("you")).exit().block(LIMIT);
            assertEquals("Hello, you!", exit.value());
            while (ticks.get() == before) {
                Thread.onSpinWait();
            }
        }
        over.set(true);
        spinning.forEach(Process::terminate);
        for (Process process : spinning) {
            assertEquals(
                    "Canceled: terminated",
                    process.exit().block(LIMIT).failure().orElseThrow().toString());
        }
    }

    @Test
    void a_sleeping_guest_is_single_stepped_in_virtual_time() {
        Template sleep = kernel.wasm(program("sleep.wasm", "sleep").withImports("test:naps"));
        StepVerifier.withVirtualTime(() -> sleep.steps(Launch.of(60_000)), 0)
                .expectSubscription()
                .thenRequest(1)
                .assertNext(step -> assertInstanceOf(Step.Started.class, step))
                .thenRequest(1)
                .assertNext(step -> assertEquals(
                        Operation.of("wasi:io/poll@0.2.12.[method]pollable.block"), ((Step.Suspended) step)
                                .operation()))
                .thenRequest(1)
                .thenAwait(Duration.ofSeconds(60))
                .assertNext(step -> {
                    var exited = (Step.Exited) step;
                    assertEquals("slept 60000 ms", exited.exit().value());
                    assertTrue(exited.wokenBy().isPresent());
                })
                .expectComplete()
                .verify(LIMIT);
        assertEquals(1, naps.dropped.get());
    }

    @Test
    void the_resources_of_a_killed_guest_are_dropped() {
        Process process = host.spawn(
                kernel.wasm(program("sleep.wasm", "sleep").withImports("test:naps")), Launch.of(3_600_000));
        Guests.untilItWaits(process);
        process.terminate();
        process.exit().block(LIMIT);
        assertEquals(1, naps.dropped.get());
    }

    @Test
    void an_import_that_is_not_declared_fails_the_process_that_calls_it_and_says_what_would_allow_it() {
        Failure failure =
                run(program("sleep.wasm", "sleep"), 1).failure().orElseThrow();
        assertEquals(
                "PermissionDenied: test:sleep called wasi:clocks/monotonic-clock@0.2.0.subscribe-duration,"
                        + " which its imports do not offer; this line under imports: would: - test:naps",
                failure.toString());
    }

    @Test
    void an_import_that_nobody_offers_is_refused_when_the_template_is_made() {
        var refused = assertThrows(
                EntryException.class,
                () -> kernel.wasm(program("sleep.wasm", "sleep").withImports("test:naps", "acme:nope")));
        assertEquals("imports[1]", refused.field());
        assertEquals(
                "unsupported wasm host import: acme:nope (there are: process, test:naps, wippy:runtime/process)",
                refused.getMessage());
    }

    @Test
    void a_method_that_is_not_exported_is_refused_with_those_that_are() {
        var refused = assertThrows(EntryException.class, () -> kernel.wasm(program("faults.wasm", "nope")));
        assertEquals("method", refused.field());
        assertEquals(
                "the component exports no function \"nope\"; it exports trap: func(); spin: func()",
                refused.getMessage());
    }

    @Test
    void what_is_no_component_is_refused() {
        var refused = assertThrows(
                EntryException.class, () -> kernel.wasm(WasmProgram.of("test:bad", new byte[]{0, 'a', 's'}, "run")));
        assertEquals("path", refused.field());
    }

    @Test
    void a_module_that_throws_is_to_blame_and_not_the_guest() {
        naps.broken = true;
        Failure failure = run(program("sleep.wasm", "sleep").withImports("test:naps"), 1)
                .failure()
                .orElseThrow();
        assertEquals(
                "Internal: wasi:clocks/monotonic-clock@0.2.12.subscribe-duration failed:"
                        + " java.lang.IllegalStateException: out of naps",
                failure.toString());
    }

    @Test
    void two_modules_of_one_name_are_refused() {
        var refused = assertThrows(
                KernelException.class,
                () -> Kernel.builder().importModule(new Naps()).importModule(new Naps()).build());
        assertEquals(ErrorKind.ALREADY_EXISTS, refused.kind());
    }

    /** A small host for what {@code sleep.wasm} imports. */
    static final class Naps implements ImportModule {
        final AtomicInteger dropped = new AtomicInteger();
        volatile boolean broken;

        @Override
        public String name() {
            return "test:naps";
        }

        @Override
        public List<String> interfaces() {
            return List.of("wasi:clocks/monotonic-clock@0.2.12", "wasi:io/poll@0.2.12");
        }

        @Override
        public void link(Imports imports, ProcessContext process) {
            imports.bind("wasi:clocks/monotonic-clock@0.2.12", new Clock(process, this));
            imports.bind("wasi:io/poll@0.2.12", new Poll());
        }
    }

    public record Clock(ProcessContext process, Naps naps) {
        @WitFunction("subscribe-duration")
        public Nap subscribe(@Unsigned long nanos) {
            if (naps.broken) {
                throw new IllegalStateException("out of naps");
            }
            return new Nap(process.time().delay(Duration.ofNanos(nanos)), naps.dropped);
        }
    }

    public static final class Poll {
        @WitFunction("[method]pollable.block")
        public Mono<Void> block(Nap self) {
            return self.over;
        }
    }

    @WitResource("pollable")
    public static final class Nap implements AutoCloseable {
        private final Mono<Void> over;
        private final AtomicInteger dropped;

        Nap(Mono<Void> over, AtomicInteger dropped) {
            this.over = over;
            this.dropped = dropped;
        }

        @Override
        public void close() {
            dropped.incrementAndGet();
        }
    }

    @Test
    void arguments_that_may_be_left_out_are() {
        assertEquals(
                Optional.of("func(name: option<string>) -> string"),
                kernel.wasm(program("hello.wasm", "greet")).signature().map(Object::toString));
    }
}
