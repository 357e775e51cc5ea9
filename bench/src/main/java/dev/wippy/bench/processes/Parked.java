package dev.wippy.bench.processes;

import dev.wippy.kernel.Hibernated;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Guests that all wait: the heap that each takes, whole and hibernated, and how late they come when all wake. */
final class Parked {
    private static final int COUNT = 10_000;
    private static final int BATCH = 50;
    private static final long SLEEP_MILLIS = 20_000;

    private Parked() {}

    static void print(Bench bench) {
        Template sleep = bench.app("sleep");
        // Once, so that what is made at the first call is not counted.
        try (ProcessHost host = bench.host()) {
            for (int i = 0; i < 500; i++) {
                Bench.run(host, sleep, 1);
            }
        }
        measure(bench, sleep, "parked", Bench.options().withHibernateAfter(Duration.ofDays(1)));
        measure(bench, sleep, "hibernated", Bench.options());
        // Without its pool it has no room for more: Linux allows 65,530 mappings.
        bench.peer().print("park", String.valueOf(COUNT / 2));
        bench.peer().print("park", String.valueOf(COUNT), "pool");
    }

    private static void measure(Bench bench, Template sleep, String how, HostOptions options) {
        try (ProcessHost host = bench.kernel().host(options)) {
            long before = Jvm.heap();
            Jvm.takeLongestPause();
            var late = new Spread(COUNT);
            var over = new AtomicInteger();
            var left = new CountDownLatch(COUNT);
            long start = System.nanoTime();
            for (int i = 0; i < COUNT; i++) {
                long due = System.nanoTime() + SLEEP_MILLIS * 1_000_000;
                host.spawn(sleep, Launch.of(SLEEP_MILLIS)).exit().subscribe(exit -> {
                    late.add(System.nanoTime() - due);
                    over.incrementAndGet();
                    left.countDown();
                });
                // Few at a time, so that the start of each is not late already.
                if (i % BATCH == BATCH - 1) {
                    untilParked(bench, i + 1, over);
                }
            }
            untilParked(bench, COUNT, over);
            double spawned = Bench.micros(start) / 1e6;
            boolean hibernates = options.hibernateAfter().toHours() == 0;
            Hibernated now = bench.kernel().hibernated();
            while (hibernates && now.asleep() < COUNT && System.nanoTime() - start < SLEEP_MILLIS * 500_000) {
                LockSupport.parkNanos(100_000_000);
                now = bench.kernel().hibernated();
            }
            double settled = Bench.micros(start) / 1e6;
            Bench.line(COUNT + " " + how,
                    "%d bytes of heap each, %d of them memory (%d whole, %d asleep; spawned after "
                            + "%.2f s, so after %.2f s)", (Jvm.heap() - before) / COUNT, bench.kernel().usage().memory()
                                    / COUNT,
                    now.parked(), now.asleep(), spawned, settled);
            Bench.await(left);
            Bench.line(COUNT + " " + how + ", waking", "late by %s; longest pause %d ms", late.millis(),
                    Jvm.takeLongestPause());
        }
    }

    /** Waits until so many guests wait, or are over. */
    static void untilParked(Bench bench, int count, AtomicInteger over) {
        while (true) {
            Hibernated now = bench.kernel().hibernated();
            if (now.parked() + now.asleep() + over.get() >= count) {
                return;
            }
            // Each look is at all of them.
            LockSupport.parkNanos(1_000_000);
        }
    }
}
