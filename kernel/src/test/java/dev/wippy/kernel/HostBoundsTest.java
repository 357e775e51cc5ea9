package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a host refuses, at once. */
class HostBoundsTest {
    private static final Operation WAIT = Operation.of("wait");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Kernel kernel = Kernel.builder().build();

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void of_100_000_spawns_at_once_a_host_takes_what_it_allows_and_runs_all_of_that() {
        ProcessHost host = kernel.host(HostOptions.of("h").withWorkers(2).withMaxProcesses(10_000));
        var open = new CountDownLatch(1);
        var ran = new AtomicInteger();
        Template template = JavaProcess.template(
                kernel,
                Limits.defaults(),
                _ -> open.await(),
                _ -> ran.incrementAndGet(),
                () -> {});
        var refused = new AtomicInteger();
        List<Process> taken = Flux.range(0, 100_000)
                .flatMap(_ -> kernel.processes()
                        .spawn(host, template, Launch.of())
                        .onErrorResume(KernelException.class, full -> {
                            assertEquals(ErrorKind.UNAVAILABLE, full.kind());
                            refused.incrementAndGet();
                            return Mono.empty();
                        }))
                .collectList()
                .block(LIMIT);
        assertEquals(10_000, taken.size());
        assertEquals(90_000, refused.get());
        open.countDown();
        Flux.fromIterable(taken).flatMap(Process::exit, 10_000).blockLast(LIMIT);
        assertEquals(10_000, ran.get());
        assertEquals(0, host.count());
        assertEquals(0, kernel.processes().count());
        assertTrue(host.permits().allFree());
        assertEquals(1, host.spawn(JavaProcess.template(kernel, _ -> 1), Launch.of()).exit().block(LIMIT).value());
    }

    @Test
    void a_spawn_past_the_queue_is_refused_and_one_that_waits_for_something_else_does_not_count() {
        ProcessHost host = kernel.host(HostOptions.of("h").withWorkers(1).withQueueSize(2));
        var open = new CountDownLatch(1);
        Template blocks = JavaProcess.template(kernel, _ -> open.await(20, java.util.concurrent.TimeUnit.SECONDS));
        Template waits = JavaProcess.template(kernel, context -> context.await(Mono.never(), WAIT));
        Process waiting = host.spawn(waits, Launch.of());
        Guests.untilItWaits(waiting);
        var taken = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            taken.add(host.spawn(blocks, Launch.of()));
        }
        var refused = assertThrows(KernelException.class, () -> host.spawn(blocks, Launch.of()));
        assertEquals("Unavailable: host h is full: host.queue_size is 2", refused.kind() + ": " + refused.getMessage());
        assertEquals(4, host.count());
        open.countDown();
        Flux.fromIterable(taken).flatMap(Process::exit).blockLast(LIMIT);
        assertTrue(host.spawn(blocks, Launch.of()).exit().block(LIMIT).isNormal());
    }

    @Test
    void a_host_has_memory_of_its_own_and_gets_it_back() {
        ProcessHost host = kernel.host(HostOptions.of("h").withMaxMemory(100_000));
        Template takes = JavaProcess.template(kernel, context -> {
            boolean first = context.budget().takeBytes(60_000);
            boolean second = context.budget().takeBytes(60_000);
            context.budget().takeBytes(40_000);
            context.await(Mono.never(), WAIT);
            return List.of(first, second);
        });
        Process process = host.spawn(takes, Launch.of());
        Guests.untilItWaits(process);
        var refused = assertThrows(KernelException.class, () -> host.spawn(takes, Launch.of()));
        assertEquals(
                "Unavailable: host h is full: host.max_memory is 100000 bytes",
                refused.kind() + ": " + refused.getMessage());
        assertEquals(100_000, kernel.budget().bytes());
        process.terminate();
        process.exit().block(LIMIT);
        assertEquals(0, kernel.budget().bytes());
        assertEquals(0, host.budget().bytes());
    }
}
