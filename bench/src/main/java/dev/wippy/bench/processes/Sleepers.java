package dev.wippy.bench.processes;

import dev.wippy.kernel.Launch;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Very many guests that sleep at once: due one after the other over ten seconds, and all at once. */
final class Sleepers {
    private static final int COUNT = 100_000;
    private static final int BATCH = 1_000;
    private static final long OVER_MILLIS = 10_000;

    private Sleepers() {}

    static void print(Bench bench) {
        Template sleep = bench.app("sleep");
        measure(bench, sleep, true);
        measure(bench, sleep, false);
    }

    private static void measure(Bench bench, Template sleep, boolean spread) {
        try (ProcessHost host = bench.host()) {
            Jvm.takeLongestPause();
            var late = new Spread(COUNT);
            var over = new AtomicInteger();
            var left = new CountDownLatch(COUNT);
            long start = System.nanoTime();
            // Long enough for all to be there before the first is due.
            long first = start + 30_000_000_000L;
            for (int i = 0; i < COUNT; i++) {
                long due = first + (spread ? i * OVER_MILLIS * 1_000_000 / COUNT : 0);
                long millis = Math.max(1, (due - System.nanoTime()) / 1_000_000);
                host.spawn(sleep, Launch.of(millis)).exit().subscribe(exit -> {
                    late.add(System.nanoTime() - due);
                    over.incrementAndGet();
                    left.countDown();
                });
                if (i % BATCH == BATCH - 1) {
                    Parked.untilParked(bench, i + 1, over);
                }
            }
            double spawned = Bench.micros(start) / 1e6;
            int early = over.get();
            Bench.await(left);
            Bench.line(COUNT + " sleep, due " + (spread ? "over 10 s" : "at once"),
                    "late by %s; spawned in %.1f s, all over after %.1f s, %d before the last was there, longest pause %d ms",
                    late.millis(), spawned, Bench.micros(start) / 1e6, early, Jvm.takeLongestPause());
        }
    }
}
