package dev.wippy.kernel;

import java.util.concurrent.Semaphore;

/**
 * How many processes of a host run at once: first come, first served. Waiting for one parks a virtual thread and holds
 * no thread of the system.
 */
final class RunPermits {
    private final Semaphore permits;

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

    /** About how many processes wait for one. */
    int waiting() {
        return permits.getQueueLength();
    }
}
