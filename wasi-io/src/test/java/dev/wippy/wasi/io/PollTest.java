package dev.wippy.wasi.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Trap;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.test.JavaGuest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollTest {
    private final JavaGuest process = JavaGuest.of();
    private final Poll poll = new Poll(process);
    private final AtomicBoolean condition = new AtomicBoolean();
    private final TestReadiness readiness = new TestReadiness(condition::get);
    private final TestReadiness never = new TestReadiness(() -> false);

    private static final Pollable READY = Pollable.of(Readiness.ALWAYS);

    @Test
    void an_empty_list_traps() {
        var trap = assertThrows(Trap.class, () -> poll.poll(List.of()));
        assertEquals("wasi:io/poll.poll: the list of pollables is empty", trap.getMessage());
    }

    @Test
    void all_that_are_ready_are_returned_without_a_wait() {
        var waiting = Pollable.of(never);
        assertEquals(List.of(0L, 2L), poll.poll(List.of(READY, waiting, READY)));
        assertTrue(process.wasNeverSuspended());
        assertEquals(0, never.waiting());
    }

    @Test
    void a_pollable_that_is_listed_twice_is_ready_twice() throws Exception {
        var pollable = Pollable.of(readiness);
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(List.of(pollable, pollable)));
        assertEquals(new Operation("wasi:io/poll.poll", "2 pollables"), process.nextSuspension());
        condition.set(true);
        readiness.wake();
        assertEquals(List.of(0L, 1L), guest.get());
    }

    @Test
    void a_wait_for_many_leaves_no_wake_up_behind() throws Exception {
        var many = new ArrayList<>(Collections.nCopies(10_000, Pollable.of(never)));
        many.add(Pollable.of(readiness));
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(many));
        assertEquals(new Operation("wasi:io/poll.poll", "10001 pollables"), process.nextSuspension());
        assertEquals(10_000, never.waiting());
        condition.set(true);
        readiness.wake();
        assertEquals(List.of(10_000L), guest.get());
        assertEquals(0, never.waiting());
    }

    @Test
    void a_killed_wait_leaves_no_wake_up_behind() throws Exception {
        var pollable = Pollable.of(never);
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(List.of(pollable)));
        process.nextSuspension();
        assertEquals(1, never.waiting());
        guest.cancel(true);
        // The guest's thread is on its way out; what it leaves behind is not there once it is.
        while (never.waiting() > 0) {
            Thread.onSpinWait();
        }
        assertTrue(guest.isCancelled());
    }

    @Test
    void a_wake_up_after_which_nothing_is_ready_is_no_end_of_the_wait() throws Exception {
        var pollable = Pollable.of(readiness, "a door");
        FutureTask<Void> guest = process.run(() -> {
            poll.block(pollable);
            return null;
        });
        var operation = new Operation("wasi:io/poll.pollable.block", "a door");
        assertEquals(operation, process.nextSuspension());
        readiness.wake();
        assertEquals(operation, process.nextSuspension());
        assertFalse(poll.ready(pollable));
        condition.set(true);
        readiness.wake();
        guest.get();
        assertTrue(poll.ready(pollable));
    }

    @Test
    void a_pollable_without_a_name_counts_as_one() throws Exception {
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(List.of(Pollable.of(readiness))));
        assertEquals("wasi:io/poll.poll (1 pollable)", process.nextSuspension().toString());
        condition.set(true);
        readiness.wake();
        assertEquals(List.of(0L), guest.get());
    }

    @Test
    void the_first_of_many_timers_ends_the_wait() throws Exception {
        var clock = new MonotonicClock(process.time());
        var timers = List.of(
                clock.subscribeDuration(Duration.ofSeconds(3).toNanos()),
                clock.subscribeDuration(Duration.ofSeconds(1).toNanos()),
                clock.subscribeDuration(Duration.ofSeconds(2).toNanos()));
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(timers));
        process.nextSuspension();
        process.advance(Duration.ofSeconds(1));
        assertEquals(List.of(1L), guest.get());
        process.advance(Duration.ofSeconds(2));
        assertEquals(List.of(0L, 1L, 2L), poll.poll(timers));
    }

    @Test
    void a_pollable_that_comes_before_a_timer_is_returned_alone() throws Exception {
        var clock = new MonotonicClock(process.time());
        var timeout = clock.subscribeDuration(Duration.ofSeconds(1).toNanos());
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(List.of(timeout, Pollable.of(readiness))));
        process.nextSuspension();
        condition.set(true);
        readiness.wake();
        assertEquals(List.of(1L), guest.get(30, TimeUnit.SECONDS));
    }

    @Test
    void what_fails_in_a_wait_is_not_swallowed() throws Exception {
        var broken = Pollable.of(new TestReadiness(() -> {
            throw new IllegalStateException("broken");
        }));
        var failed = assertThrows(
                ExecutionException.class, () -> process.run(() -> poll.poll(List.of(broken))).get());
        assertEquals("broken", failed.getCause().getMessage());
    }
}
