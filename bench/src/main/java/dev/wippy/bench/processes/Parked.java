package dev.wippy.bench.processes;

import dev.wippy.kernel.Hibernated;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;

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
            List<reactor.core.publisher.Mono<?>> exits = new ArrayList<>(COUNT);
            long start = System.nanoTime();
            for (int i = 0; i < COUNT; i++) {
                long due = System.nanoTime() + SLEEP_MILLIS * 1_000_000;
                exits.add(host.spawn(sleep, Launch.of(SLEEP_MILLIS)).exit().doOnNext(exit -> {
                    Bench.check(exit);
                    late.add(System.nanoTime() - due);
                    over.incrementAndGet();
                }));
                // Few at a time, so that the start of each is not late already.
                if (i % BATCH == BATCH - 1) {
                    untilParked(bench, i + 1, over);
                }
            }
            untilParked(bench, COUNT, over);
            var all = Flux.merge(Flux.fromIterable(exits), COUNT).then().toFuture();
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
            all.join();
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
            LockSupport.parkNanos(100_000);
        }
    }
}
