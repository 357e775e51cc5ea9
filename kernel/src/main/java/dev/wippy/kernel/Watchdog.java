package dev.wippy.kernel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees to it that what is being ended ends: a process whose thread does not come out of an import, or of Close, within
 * the grace period is over without it. The period is real time, whatever the kernel's time is, since what does not
 * return is real code. One daemon thread, which sleeps while nothing ends.
 */
final class Watchdog implements AutoCloseable {
    private static final long MIN_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final long graceNanos;
    private final Map<ProcessRun, Long> since = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    Watchdog(Duration grace) {
        this.graceNanos = Time.nanos(grace);
        this.thread = Thread.ofPlatform().daemon().name("wippy-watchdog").unstarted(this::loop);
        thread.start();
    }

    /** The process is to end from now on; asking again does not give it more time. */
    void watch(ProcessRun process) {
        since.putIfAbsent(process, System.nanoTime());
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** It did. */
    void forget(ProcessRun process) {
        since.remove(process);
    }

    private void loop() {
        while (!closed || !since.isEmpty()) {
            if (since.isEmpty()) {
                idle = true;
                // Looks once more, as the slicer does.
                if (since.isEmpty() && !closed) {
                    LockSupport.park(this);
                }
                idle = false;
                continue;
            }
            LockSupport.parkNanos(this, Math.max(graceNanos / 4, MIN_LOOK_NANOS));
            long now = System.nanoTime();
            since.forEach((process, start) -> {
                if (now - start >= graceNanos && since.remove(process, start)) {
                    // A thread of the system each: whatever does not return may hold all carriers.
                    Thread.ofPlatform().daemon().name("wippy-abandoned").start(process::abandon);
                }
            });
        }
    }

    /** Ends the thread once nothing is left to watch. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
