package dev.wippy.kernel;

import dev.wippy.engine.Budget;
import dev.wippy.engine.Hibernation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Hibernates the memories of processes that have waited for a while, or at once, who waits longest first, when the memory
 * for all processes, or for those of a host, gets short. One daemon thread, which exists and runs only when there is
 * something to do; the while is the kernel's time.
 */
final class Hibernator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hibernator.class);

    /** Works for that long at a time, then lets others have the processor. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** When all sleep, what is short stays short for a moment; looking again at each allocation would cost more. */
    private static final long RELIEF_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Time time;
    private final Collection<ProcessHost> hosts;

    /** Guarded by this. */
    private @Nullable Thread thread;

    private Disposable timer = Disposables.disposed();

    /** Whether there is a timer, and when it is due. */
    private volatile boolean armed;

    private volatile long armedDue;

    private volatile boolean due;
    private volatile boolean pressed;
    private volatile long lastRelief = System.nanoTime() - RELIEF_NANOS;
    private volatile boolean busy;
    private volatile boolean closed;

    Hibernator(Time time, Collection<ProcessHost> hosts) {
        this.time = time;
        this.hosts = hosts;
    }

    /** This budget, which counts as short from four fifths on. */
    Budget watch(Budget budget) {
        return budget.whenAbove(budget.maxBytes() / 5 * 4, this::press);
    }

    /**
     * A process has begun to wait; on its own thread. Arms the timer where there is none, before anybody hears of the
     * wait, so that a test may turn the clock once it does.
     */
    void parked(long now, long afterNanos) {
        if (!armed || armedDue - now > afterNanos) {
            arm(now + afterNanos, afterNanos);
        }
    }

    private synchronized void arm(long at, long delayNanos) {
        if (closed || armed && armedDue - at <= 0) {
            return;
        }
        timer.dispose();
        armedDue = at;
        armed = true;
        timer = time.schedule(this::ring, Duration.ofNanos(Math.max(0, delayNanos)));
    }

    private void ring() {
        armed = false;
        due = true;
        work();
    }

    private void press() {
        if (!pressed && System.nanoTime() - lastRelief >= RELIEF_NANOS) {
            pressed = true;
            work();
        }
    }

    private synchronized void work() {
        if (closed) {
            return;
        }
        Thread current = thread;
        if (current == null) {
            current = Thread.ofPlatform().daemon().name("wippy-hibernator").unstarted(this::loop);
            current.setPriority(Thread.MIN_PRIORITY);
            thread = current;
            current.start();
        }
        LockSupport.unpark(current);
    }

    /** Whether nothing is left to do before the clock moves on or memory gets short: for tests. */
    boolean isIdle() {
        return !due && !pressed && !busy;
    }

    private void loop() {
        while (!closed) {
            if (!due && !pressed) {
                LockSupport.park(this);
                continue;
            }
            busy = true;
            try {
                if (due) {
                    due = false;
                    hibernateLongParked();
                }
                if (pressed) {
                    if (!relieve()) {
                        lastRelief = System.nanoTime();
                    }
                    pressed = false;
                }
            } catch (RuntimeException | Error failed) {
                LOG.error("hibernating processes failed; it is tried again when the next one waits", failed);
                pressed = false;
            }
            busy = false;
        }
    }

    private void hibernateLongParked() {
        long now = time.nanoTime();
        long next = Long.MAX_VALUE;
        var slice = new Slice();
        for (ProcessHost host : hosts) {
            long after = host.hibernateAfterNanos();
            for (ProcessRun run : host.runs()) {
                Hibernation hibernation = run.hibernation();
                long age = now - hibernation.parkedSince();
                if (!hibernation.isParked()) {
                    continue;
                }
                if (age >= after) {
                    hibernation.hibernate();
                    slice.pauseIfOver();
                } else {
                    // Not for each of those that come due one after the other: looking at all is what costs.
                    next = Math.min(next, Math.max(after - age, after / 4));
                }
            }
        }
        if (next < Long.MAX_VALUE) {
            arm(now + next, now + next - time.nanoTime());
        }
    }

    /**
     * Who waits longest first, until no more than seven tenths are taken.
     *
     * @return whether any was hibernated
     */
    private boolean relieve() {
        var parked = new ArrayList<ProcessRun>();
        for (ProcessHost host : hosts) {
            for (ProcessRun run : host.runs()) {
                if (run.hibernation().isParked()) {
                    parked.add(run);
                }
            }
        }
        long now = time.nanoTime();
        record Aged(ProcessRun run, long age) {}
        List<Aged> oldestFirst = parked.stream()
                .map(run -> new Aged(run, now - run.hibernation().parkedSince()))
                .sorted(Comparator.comparingLong(Aged::age).reversed())
                .toList();
        var slice = new Slice();
        boolean helped = false;
        for (Aged each : oldestFirst) {
            if (each.run().isShort()) {
                helped |= each.run().hibernation().hibernate();
                slice.pauseIfOver();
            }
        }
        return helped;
    }

    /** The hibernator's own turn on the processor. */
    private final class Slice {
        private long start = System.nanoTime();

        void pauseIfOver() {
            if (System.nanoTime() - start >= SLICE_NANOS) {
                LockSupport.parkNanos(Hibernator.this, PAUSE_NANOS);
                start = System.nanoTime();
            }
        }
    }

    /** Counts, as far as that goes while processes wait and wake. */
    Hibernated count() {
        int parked = 0;
        int asleep = 0;
        long bytes = 0;
        long spared = 0;
        for (ProcessHost host : hosts) {
            for (ProcessRun run : host.runs()) {
                Hibernation hibernation = run.hibernation();
                if (hibernation.isParked()) {
                    parked++;
                } else if (hibernation.isAsleep()) {
                    asleep++;
                    bytes += hibernation.bytesAsleep();
                    spared += run.budget().lent();
                }
            }
        }
        return new Hibernated(parked, asleep, bytes, spared);
    }

    @Override
    public synchronized void close() {
        closed = true;
        timer.dispose();
        LockSupport.unpark(thread);
    }
}
