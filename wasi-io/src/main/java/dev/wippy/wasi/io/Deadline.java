package dev.wippy.wasi.io;

import dev.wippy.kernel.Time;
import dev.wippy.kernel.spi.Readiness;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Ready from an instant on. It is only a number: a timer runs while somebody waits, and no longer. */
public final class Deadline implements Readiness {

    /** How far away a deadline may be, and stay comparable: 146 years. */
    public static final long FARTHEST = Long.MAX_VALUE / 2;

    /** The longest that one timer runs: schedulers add delays to clocks, and a huge sum would overflow. */
    private static final long LONGEST_TIMER = Duration.ofDays(1).toNanos();

    private final Time time;
    private final long at;

    private Deadline(Time time, long at) {
        this.time = time;
        this.at = at;
    }

    /**
     * A deadline that is a while away from now.
     *
     * @param nanos unsigned; more than {@link #FARTHEST} counts as that
     */
    public static Deadline after(Time time, long nanos) {
        boolean near = Long.compareUnsigned(nanos, FARTHEST) < 0;
        return new Deadline(time, time.nanoTime() + (near ? nanos : FARTHEST));
    }

    boolean isBefore(Deadline other) {
        return at - other.at < 0;
    }

    private long remaining() {
        return at - time.nanoTime();
    }

    @Override
    public boolean ready() {
        return remaining() <= 0;
    }

    @Override
    public Disposable onReady(Runnable wake) {
        long remaining = remaining();
        if (remaining <= 0) {
            wake.run();
            return Disposables.disposed();
        }
        var timer = new Timer(wake);
        timer.start(remaining);
        return timer;
    }

    /** Goes off at the deadline, in as many pieces as it takes. */
    private final class Timer implements Disposable {
        private final Runnable wake;
        private @Nullable Disposable scheduled;
        private boolean disposed;

        Timer(Runnable wake) {
            this.wake = wake;
        }

        synchronized void start(long remaining) {
            if (!disposed) {
                scheduled = time.schedule(this::fire, Duration.ofNanos(Math.min(remaining, LONGEST_TIMER)));
            }
        }

        private void fire() {
            long remaining = remaining();
            if (remaining > 0) {
                start(remaining);
            } else {
                wake.run();
            }
        }

        @Override
        public synchronized void dispose() {
            disposed = true;
            if (scheduled != null) {
                scheduled.dispose();
            }
        }

        @Override
        public synchronized boolean isDisposed() {
            return disposed;
        }
    }
}
