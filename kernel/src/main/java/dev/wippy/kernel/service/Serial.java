package dev.wippy.kernel.service;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks one after the other, in the order that they come in, on the threads that bring them: whoever finds
 * none running runs all that come meanwhile. A task may bring others, and none waits for a lock.
 */
final class Serial {
    private static final Logger LOG = LoggerFactory.getLogger(Serial.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    void run(Runnable task) {
        tasks.add(task);
        if (count.getAndIncrement() > 0) {
            return;
        }
        do {
            runNext();
        } while (count.decrementAndGet() > 0);
    }

    private void runNext() {
        Runnable next = tasks.remove();
        try {
            next.run();
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("a step of a service failed", failed);
        }
    }
}
