package dev.wippy.kernel;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many processes of a host run at once: first come, first served. Waiting for one parks a virtual thread and holds
 * no thread of the system.
 */
final class RunPermits {
    private final Semaphore permits;
    private final AtomicLong lastPause = new AtomicLong(System.nanoTime());

    RunPermits(int workers) {
        this.permits = new Semaphore(workers, true);
    }

    /** Waits for a permit; an interrupt does not end the wait, and is kept. */
    void acquire() {
        permits.acquireUninterruptibly();
    }

    void release() {
        permits.release();
    }

    /**
     * Whether it is time for a process that got a permit to pause for a moment, so that its carrier looks for other work
     * (see {@code ProcessRun}): once a slice, while processes wait for permits. Short runs would hand over for ever
     * without any of them coming to the end of its slice.
     */
    boolean pauseDue() {
        if (!permits.hasQueuedThreads()) {
            return false;
        }
        long last = lastPause.get();
        long now = System.nanoTime();
        return now - last >= Slicer.SLICE_NANOS && lastPause.compareAndSet(last, now);
    }

    /** About how many processes wait for one. */
    int waiting() {
        return permits.getQueueLength();
    }
}
