package dev.wippy.bench.lua;

import dev.wippy.kernel.Failure;
import dev.wippy.kernel.Hibernated;
import dev.wippy.kernel.Process;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Scripts that all wait for a message: the heap that each takes, hibernated, and how long it takes to answer all. */
final class Waiting {
    private static final int COUNT = 10_000;
    private static final int BATCH = 250;

    private Waiting() {}

    static void print(Scripts scripts) {
        Scripts.end(scripts.spawn("empty"));
        long before = heap();
        long start = System.nanoTime();
        List<Process> all = new ArrayList<>(COUNT);
        var failed = new AtomicReference<@Nullable Failure>();
        for (int i = 0; i < COUNT; i++) {
            Process process = scripts.spawn("receive");
            process.exit().subscribe(exit -> exit.failure().ifPresent(failure -> failed.compareAndSet(null, failure)));
            all.add(process);
            // Each look is at all of them.
            if (i % BATCH == BATCH - 1) {
                while (waiting(scripts) <= i) {
                    if (failed.get() != null) {
                        System.out.println("a script of " + all.size() + " ended while it was to wait: " + failed
                                .get());
                        all.forEach(Process::terminate);
                        return;
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
        double spawned = Scripts.micros(start) / 1e6;
        Hibernated now = scripts.kernel().hibernated();
        while (now.asleep() < COUNT) {
            LockSupport.parkNanos(10_000_000);
            now = scripts.kernel().hibernated();
        }
        Scripts.line(COUNT + " scripts in process.receive",
                "%d bytes of heap each, %d of them memory; spawned in %.2f s",
                (heap() - before) / COUNT, now.bytes() / COUNT, spawned);
        long woken = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
            all.get(i).send("go", i).block(Scripts.LIMIT);
        }
        for (int i = 0; i < COUNT; i++) {
            if (!(Scripts.end(all.get(i)).value() instanceof Number answer) || answer.intValue() != i) {
                throw new IllegalStateException("script " + i + " gave another answer");
            }
        }
        Scripts.line(COUNT + " scripts woken", "all have answered after %.2f s", Scripts.micros(woken) / 1e6);
    }

    private static int waiting(Scripts scripts) {
        Hibernated now = scripts.kernel().hibernated();
        return now.parked() + now.asleep();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
