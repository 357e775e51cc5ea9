package dev.wippy.kernel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes turns among running processes: a virtual thread is never pre-empted, so a guest that computes is asked, at the
 * end of its slice, to come by a safepoint and let others run; one that stays in the host for as long loses its permit
 * meanwhile. One daemon thread, which sleeps while nothing runs.
 */
final class Slicer implements AutoCloseable {

    /** Long enough that switching costs little, short enough that nobody notices a turn. */
    static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Set<RunState> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    Slicer() {
        this.thread = Thread.ofPlatform().daemon().name("wippy-slicer").unstarted(this::loop);
        thread.start();
    }

    void add(RunState process) {
        running.add(process);
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    void remove(RunState process) {
        running.remove(process);
    }

    private void loop() {
        while (!closed) {
            if (running.isEmpty()) {
                idle = true;
                // Looks once more: a process that was added in between saw idle still down, and wakes nobody.
                if (running.isEmpty() && !closed) {
                    LockSupport.park(this);
                }
                idle = false;
                continue;
            }
            LockSupport.parkNanos(this, SLICE_NANOS);
            long now = System.nanoTime();
            for (RunState process : running) {
                process.tick(now);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
