package dev.wippy.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * All time in the kernel: sleep, deadlines, and the guest's clocks. It is the time of a Reactor {@link Scheduler}, looked
 * up at each use, so that a test's virtual time drives all of it. Safe for use by many threads.
 */
public final class Time {

    /** A scheduler whose clock is further than this from the system's has a time of its own. */
    private static final long VIRTUAL_PAST_MILLIS = 60_000;

    private final Supplier<Scheduler> scheduler;

    private Time(Supplier<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    /** The time of Reactor's parallel scheduler, which is the system's unless a test replaced it. */
    public static Time system() {
        return new Time(Schedulers::parallel);
    }

    /** The time of another scheduler. */
    public static Time of(Supplier<Scheduler> scheduler) {
        return new Time(scheduler);
    }

    /** The wall clock. */
    public Instant now() {
        Scheduler current = scheduler.get();
        return isVirtual(current) ? Instant.ofEpochMilli(current.now(TimeUnit.MILLISECONDS)) : Instant.now();
    }

    /** A clock in nanoseconds that never goes back, from an arbitrary start. */
    public long nanoTime() {
        Scheduler current = scheduler.get();
        return isVirtual(current) ? current.now(TimeUnit.NANOSECONDS) : System.nanoTime();
    }

    /** Completes, empty, once the delay is over; signalled on the scheduler's thread. */
    public Mono<Void> delay(Duration delay) {
        return Mono.defer(() -> Mono.delay(delay, scheduler.get()).then());
    }

    /** Runs something short once the delay is over, on the scheduler's thread. */
    public Disposable schedule(Runnable task, Duration delay) {
        return scheduler.get().schedule(task, nanos(delay), TimeUnit.NANOSECONDS);
    }

    /** A duration in nanoseconds, as many as a {@code long} holds. */
    public static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    private static boolean isVirtual(Scheduler scheduler) {
        long apart = scheduler.now(TimeUnit.MILLISECONDS) - System.currentTimeMillis();
        return Math.abs(apart) > VIRTUAL_PAST_MILLIS;
    }
}
