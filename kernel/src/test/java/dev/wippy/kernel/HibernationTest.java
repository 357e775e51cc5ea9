package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.Hibernation;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Who is hibernated and when, in virtual time. */
class HibernationTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** What the guest writes to: 100 pages. */
    private static final long WIDE = 100 * 65_536;

    private VirtualTimeScheduler clock;
    private final Naps naps = new Naps();
    private Kernel kernel;
    private ProcessHost host;
    private Template remembers;

    @BeforeEach
    void start() {
        clock = VirtualTimeScheduler.getOrSet();
        // Reactor caches it at the first look-up; of two that race, the loser's is disposed, which here is the clock.
        Schedulers.parallel();
        start(Kernel.builder(), HostOptions.of("h"));
    }

    private void start(Kernel.Builder builder, HostOptions options) {
        kernel = builder.importModule(naps).build();
        host = kernel.host(options);
        remembers = kernel.wasm(Guests.program("memory.wasm", "remembers").withImports("test:core"));
    }

    @AfterEach
    void close() {
        kernel.close();
        VirtualTimeScheduler.reset();
    }

    /** Waits that end when the test says so. */
    private static final class Naps implements ImportModule {
        volatile Sinks.Empty<Void> over = Sinks.empty();

        @Override
        public String name() {
            return "test:core";
        }

        @Override
        public List<String> interfaces() {
            return List.of("test:core");
        }

        @Override
        public void link(Imports imports, ProcessContext process) {
            imports.bindCore("test:core", Map.of("nap", new CoreHostFunction(
                    new CoreExternType.Function(List.of(), List.of()), (_, _) -> {
                        process.await(over.asMono(), Operation.of("nap"));
                        return new long[]{};
                    })));
        }
    }

    /** What the guest makes of what it wrote, and of what was there. */
    private static long sum() {
        byte[] memory = new byte[(int) WIDE];
        byte[] text = "what was there from the start".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, memory, 4100, text.length);
        var longs = java.nio.ByteBuffer.wrap(memory).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < memory.length; at += 4096) {
            longs.putLong(at, at + 7);
        }
        long sum = 0;
        for (int at = 0; at < memory.length; at += 8) {
            sum += longs.getLong(at);
        }
        return sum;
    }

    private List<Process> parked(int count) {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Process process = host.spawn(remembers, Launch.of());
            Guests.untilItWaits(process);
            // Its memories are parked right after.
            Hibernation hibernation = ((HostedProcess) process).run().hibernation();
            while (!hibernation.isParked() && !hibernation.isAsleep()) {
                Thread.onSpinWait();
            }
            all.add(process);
        }
        return all;
    }

    private void turnTheClock(Duration by) {
        clock.advanceTimeBy(by);
        untilIdle();
    }

    private void untilIdle() {
        while (!kernel.hibernator().isIdle()) {
            Thread.onSpinWait();
        }
    }

    private int asleep() {
        return kernel.hibernated().asleep();
    }

    @Test
    void a_process_sleeps_after_a_second_and_remembers_everything_when_it_goes_on() {
        Process process = parked(1).getFirst();
        turnTheClock(Duration.ofMillis(999));
        assertEquals(new Hibernated(1, 0, 0, 0), kernel.hibernated());
        turnTheClock(Duration.ofMillis(1));
        // 1,600 runs of a block each, but where the second one goes on into the segment.
        long kept = kernel.hibernated().bytes();
        assertEquals(1_600 * (64 + 8) + 48, kept);
        assertEquals(new Hibernated(0, 1, kept, WIDE - kept), kernel.hibernated());
        assertEquals(kept, kernel.budget().bytes());
        naps.over.tryEmitEmpty();
        assertEquals(sum(), process.exit().block(LIMIT).value());
        assertEquals(Usage.NONE, kernel.usage());
        assertEquals(new Hibernated(0, 0, 0, 0), kernel.hibernated());
    }

    @Test
    void processes_sleep_in_the_order_of_their_waits() {
        parked(2);
        turnTheClock(Duration.ofMillis(600));
        parked(1);
        turnTheClock(Duration.ofMillis(400));
        assertEquals(2, asleep());
        turnTheClock(Duration.ofMillis(600));
        assertEquals(3, asleep());
    }

    @Test
    void nothing_is_done_and_no_timer_runs_once_all_sleep() {
        parked(3);
        turnTheClock(Duration.ofSeconds(1));
        assertEquals(3, asleep());
        // Which counts those that have run.
        long scheduled = clock.getScheduledTaskCount();
        turnTheClock(Duration.ofDays(365));
        assertEquals(3, asleep());
        assertEquals(scheduled, clock.getScheduledTaskCount());
    }

    @Test
    void a_host_says_how_long() {
        host = kernel.host(HostOptions.of("patient").withHibernateAfter(Duration.ofMinutes(1)));
        parked(1);
        turnTheClock(Duration.ofSeconds(59));
        assertEquals(0, asleep());
        turnTheClock(Duration.ofSeconds(1));
        assertEquals(1, asleep());
        assertEquals(
                "a process waits some time before it is hibernated, and not: PT-1S",
                assertThrows(
                        IllegalArgumentException.class,
                        () -> HostOptions.of("h").withHibernateAfter(Duration.ofSeconds(-1)))
                        .getMessage());
    }

    @Test
    void a_process_killed_while_it_sleeps_leaves_nothing() {
        List<Process> processes = parked(3);
        turnTheClock(Duration.ofSeconds(1));
        assertEquals(3, asleep());
        for (Process process : processes) {
            process.terminate();
            assertEquals(ErrorKind.CANCELED, process.exit().block(LIMIT).failure().orElseThrow().kind());
        }
        assertEquals(Usage.NONE, kernel.usage());
    }

    @Test
    void processes_killed_while_they_are_hibernated_or_wake_leave_nothing() {
        for (int round = 0; round < 20; round++) {
            naps.over = Sinks.empty();
            List<Process> processes = parked(4);
            clock.advanceTimeBy(Duration.ofSeconds(1));
            if (round % 2 == 0) {
                untilIdle();
                naps.over.tryEmitEmpty();
            }
            processes.forEach(Process::terminate);
            for (Process process : processes) {
                process.exit().block(LIMIT);
            }
            assertEquals(Usage.NONE, kernel.usage());
        }
    }

    @Test
    void those_that_wait_longest_sleep_at_once_when_memory_gets_short() {
        kernel.close();
        start(Kernel.builder().maxMemory(10 * WIDE), HostOptions.of("h"));
        List<Process> all = parked(4);
        clock.advanceTimeBy(Duration.ofMillis(1));
        untilIdle();
        assertEquals(0, asleep());
        all.addAll(parked(6));
        untilIdle();
        assertEquals(true, isAsleep(all.get(0)) && isAsleep(all.get(1)));
        assertEquals(false, isAsleep(all.get(9)));
        all.addAll(parked(20));
        untilIdle();
        assertEquals(30, kernel.usage().processes());
        assertEquals(30, kernel.hibernated().parked() + asleep());
    }

    private static boolean isAsleep(Process process) {
        return ((HostedProcess) process).run().hibernation().isAsleep();
    }

    @Test
    void a_process_that_finds_no_room_when_it_wakes_ends_as_unavailable() {
        Process process = parked(1).getFirst();
        turnTheClock(Duration.ofSeconds(1));
        long taken = kernel.budget().maxBytes() - kernel.budget().bytes() - WIDE / 2;
        assertEquals(true, kernel.budget().takeBytes(taken));
        naps.over.tryEmitEmpty();
        Failure failure = process.exit().block(LIMIT).failure().orElseThrow();
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        kernel.budget().giveBytes(taken);
        assertEquals(Usage.NONE, kernel.usage());
    }

    @Test
    void a_process_that_nobody_wants_a_step_of_sleeps_too() {
        var steps = new java.util.concurrent.CompletableFuture<Void>();
        var subscription = new reactor.core.publisher.BaseSubscriber<Step>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(Step step) {
                steps.complete(null);
            }
        };
        remembers.steps(Launch.of()).subscribe(subscription);
        steps.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        // It has not run yet, so that its data is all that there is.
        turnTheClock(Duration.ofSeconds(1));
        Hibernated now = kernel.hibernated();
        assertEquals(List.of(0, 1, 48L), List.of(now.parked(), now.asleep(), now.bytes()));
        subscription.cancel();
    }
}
