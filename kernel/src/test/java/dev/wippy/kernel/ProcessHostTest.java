package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ProcessHostTest {
    private static final Operation WAIT = Operation.of("wait");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Kernel kernel = Kernel.builder().build();

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void pids_count_from_one_and_print_their_host() {
        ProcessHost host = kernel.host(HostOptions.of("myns:processes"));
        Template template = JavaProcess.template(kernel, _ -> null);
        assertEquals(
                "{myns:processes|0x00001}",
                host.spawn(template, Launch.of()).pid().toString());
        assertEquals(
                "{myns:processes|0x00002}",
                host.spawn(template, Launch.of()).pid().toString());
    }

    @Test
    void a_thousand_waiting_processes_need_no_thread_of_the_system_each() throws Exception {
        ProcessHost host = kernel.host(HostOptions.of("two").withWorkers(2));
        Sinks.Empty<Void> gate = Sinks.empty();
        var waiting = new CountDownLatch(1000);
        Template template = JavaProcess.template(kernel, process -> {
            waiting.countDown();
            process.await(gate.asMono(), WAIT);
            return 1;
        });
        int before = platformThreads();
        List<Mono<Exit>> exits = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            exits.add(host.spawn(template, Launch.of()).exit());
        }
        assertTrue(waiting.await(20, TimeUnit.SECONDS));
        assertTrue(platformThreads() - before < 40, "threads: " + platformThreads());
        gate.tryEmitEmpty();
        assertEquals(1000, Flux.merge(exits).map(exit -> (Integer) exit.value()).reduce(0, Integer::sum).block(LIMIT));
    }

    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }

    @Test
    void no_more_run_at_once_than_there_are_workers() {
        ProcessHost host = kernel.host(HostOptions.of("two").withWorkers(2));
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        Template template = JavaProcess.template(kernel, _ -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            return null;
        });
        List<Mono<Exit>> exits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            exits.add(host.spawn(template, Launch.of()).exit());
        }
        Flux.merge(exits).blockLast(LIMIT);
        assertTrue(most.get() <= 2, "at once: " + most);
    }

    @Test
    void a_waiting_process_is_terminated() {
        ProcessHost host = kernel.host(HostOptions.of("h"));
        Process process =
                host.spawn(JavaProcess.template(kernel, context -> context.await(Mono.never(), WAIT)), Launch.of());
        process.terminate();
        Failure failure = process.exit().block(LIMIT).failure().orElseThrow();
        assertEquals("Canceled: terminated", failure.toString());
        assertEquals(List.of(), host.processes());
    }

    @Test
    void the_first_reason_to_end_stands() {
        ProcessHost host = kernel.host(HostOptions.of("h"));
        Process process =
                host.spawn(JavaProcess.template(kernel, context -> context.await(Mono.never(), WAIT)), Launch.of());
        process.cancel("enough");
        process.terminate();
        assertEquals(
                "Canceled: enough",
                process.exit().block(LIMIT).failure().orElseThrow().toString());
    }

    @Test
    void a_process_that_swallows_its_end_is_ended_all_the_same() {
        ProcessHost host = kernel.host(HostOptions.of("h"));
        var reached = new CountDownLatch(1);
        Process process = host.spawn(
                JavaProcess.template(kernel, context -> {
                    for (int i = 0; i < 3; i++) {
                        try {
                            reached.countDown();
                            context.await(Mono.never(), WAIT);
                        } catch (Error swallowed) {
                            assertEquals("terminated", swallowed.getMessage());
                        }
                    }
                    return "survived";
                }),
                Launch.of());
        process.terminate();
        Exit exit = process.exit().block(LIMIT);
        assertEquals("Canceled: terminated", exit.failure().orElseThrow().toString());
    }

    @Test
    void a_full_host_refuses_at_once() {
        ProcessHost host = kernel.host(HostOptions.of("h").withMaxProcesses(1));
        Template waits = JavaProcess.template(kernel, context -> context.await(Mono.never(), WAIT));
        Process first = host.spawn(waits, Launch.of());
        var refused = assertThrows(KernelException.class, () -> host.spawn(waits, Launch.of()));
        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertEquals("host h is full: host.max_processes is 1", refused.getMessage());
        first.terminate();
        first.exit().block(LIMIT);
        host.spawn(waits, Launch.of());
    }

    @Test
    void closing_a_host_ends_its_processes_and_refuses_new_ones() {
        ProcessHost host = kernel.host(HostOptions.of("h"));
        Template waits = JavaProcess.template(kernel, context -> context.await(Mono.never(), WAIT));
        Process process = host.spawn(waits, Launch.of());
        host.close();
        assertEquals(
                "Canceled: its host h was closed",
                process.exit().block(LIMIT).failure().orElseThrow().toString());
        assertThrows(KernelException.class, () -> host.spawn(waits, Launch.of()));
    }

    @Test
    void a_watcher_that_asks_for_nothing_loses_the_oldest_steps_and_holds_nothing_back() {
        ProcessHost host = kernel.host(HostOptions.of("h"));
        var watched = new CountDownLatch(1);
        int waits = ProcessHost.STEPS_KEPT + 50;
        Process process = host.spawn(
                JavaProcess.template(kernel, context -> {
                    watched.await();
                    for (int i = 0; i < waits; i++) {
                        context.await(onceItWaits((ProcessRun) context), WAIT);
                    }
                    return "done";
                }),
                Launch.of());
        var verifier = StepVerifier.create(process.steps(), 0)
                .expectSubscription()
                .then(watched::countDown)
                .then(() -> process.exit().block(LIMIT))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(step -> step instanceof Step.Suspended)
                .assertNext(step -> assertEquals("done", ((Step.Exited) step).exit().value()))
                .expectComplete();
        verifier.verify(LIMIT);
        // Suspended for each wait, and Exited.
        assertEquals(waits + 1 - ProcessHost.STEPS_KEPT, process.stepsDropped());
    }

    /** Completes only after the process is suspended, so that each wait is a step. */
    private static Mono<Void> onceItWaits(ProcessRun run) {
        return Mono.create(sink -> Thread.startVirtualThread(() -> {
            while (run.waitingFor().isEmpty()) {
                Thread.yield();
            }
            sink.success();
        }));
    }

    @Test
    void resources_are_closed_last_first_and_one_that_fails_does_not_keep_the_others() {
        ProcessHost host = kernel.host(HostOptions.of("h"));
        List<String> closed = java.util.Collections.synchronizedList(new ArrayList<>());
        Process process = host.spawn(
                JavaProcess.template(kernel, context -> {
                    context.onClose(() -> closed.add("first"));
                    context.onClose(() -> {
                        throw new IllegalStateException("will not");
                    });
                    context.onClose(() -> closed.add("third"));
                    return null;
                }),
                Launch.of());
        process.exit().block(LIMIT);
        assertEquals(List.of("third", "first"), closed);
    }

    @Test
    void a_closer_that_waits_or_throws_an_error_does_not_keep_the_end_of_a_process_from_being_told()
            throws Exception {
        ProcessHost host = kernel.host(HostOptions.of("h"));
        var waiting = new CountDownLatch(1);
        List<String> closed = java.util.Collections.synchronizedList(new ArrayList<>());
        Process process = host.spawn(
                JavaProcess.template(kernel, context -> {
                    context.onClose(() -> closed.add("first"));
                    context.onClose(() -> {
                        throw new AssertionError("will not");
                    });
                    context.onClose(() -> context.exit(3));
                    // Of a process that was ended, a wait raises the end anew.
                    context.onClose(() -> context.await(Mono.never(), WAIT));
                    waiting.countDown();
                    context.await(Mono.never(), WAIT);
                    return null;
                }),
                Launch.of());
        waiting.await();
        process.terminate();
        assertEquals(
                "Canceled: terminated",
                process.exit().block(LIMIT).failure().orElseThrow().toString());
        assertEquals(List.of("first"), closed);
        assertEquals(List.of(), host.processes());
    }

    @Test
    void a_process_that_blocks_in_plain_Java_loses_its_permit_to_those_that_wait() throws Exception {
        ProcessHost host = kernel.host(HostOptions.of("one").withWorkers(1));
        var blocks = new Semaphore(0);
        Process blocked = host.spawn(
                JavaProcess.template(kernel, context -> {
                    var run = (ProcessRun) context;
                    return run.callHost(_ -> {
                        try {
                            blocks.acquire();
                            return "released";
                        } catch (InterruptedException interrupted) {
                            throw new IllegalStateException(interrupted);
                        }
                    }, new Object[0]);
                }),
                Launch.of());
        Process other = host.spawn(JavaProcess.template(kernel, _ -> "ran"), Launch.of());
        assertEquals("ran", other.exit().block(LIMIT).value());
        blocks.release();
        assertEquals("released", blocked.exit().block(LIMIT).value());
    }

    @Test
    void a_process_that_blocks_in_plain_Java_is_interrupted_when_it_is_terminated() {
        ProcessHost host = kernel.host(HostOptions.of("one").withWorkers(1));
        var reached = new CountDownLatch(1);
        Process blocked = host.spawn(
                JavaProcess.template(kernel, context -> ((ProcessRun) context).callHost(_ -> {
                    try {
                        reached.countDown();
                        new Semaphore(0).acquire();
                        return "never";
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                }, new Object[0])),
                Launch.of());
        Mono.fromCallable(() -> {
            reached.await();
            return true;
        })
                .block(LIMIT);
        blocked.terminate();
        assertEquals(
                "Canceled: terminated",
                blocked.exit().block(LIMIT).failure().orElseThrow().toString());
    }
}
