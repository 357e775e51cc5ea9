package dev.wippy.bench.processes;

import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import reactor.core.publisher.Flux;

/** Processes from their start to their end: one after the other, and as many as go. */
final class Spawns {
    private static final int COUNT = 10_000;
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 64;

    private Spawns() {}

    static void print(Bench bench) {
        Template compute = bench.app("compute");
        try (ProcessHost host = bench.host()) {
            for (int round = 1; round <= ROUNDS; round++) {
                long start = System.nanoTime();
                for (int i = 0; i < COUNT; i++) {
                    Bench.run(host, compute, 6, 7);
                }
                Bench.line("spawn, compute, exit", "%.1f us each, round %d of %d", Bench.micros(start) / COUNT, round,
                        ROUNDS);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                inARow(bench, host, compute, round);
            }
            for (int round = 1; round <= 2; round++) {
                long start = System.nanoTime();
                Flux.range(0, 4 * COUNT)
                        .flatMap(_ -> host.spawn(compute, Launch.of(6, 7)).exit().doOnNext(Bench::check), AT_ONCE)
                        .blockLast(Bench.LIMIT);
                Bench.line("spawned a second, " + AT_ONCE + " at once", "%.0f, round %d of 2",
                        4 * COUNT / Bench.micros(start) * 1e6, round);
            }
        }
        bench.peer().print("spawn", String.valueOf(COUNT));
        bench.peer().print("spawn", String.valueOf(COUNT), "pool");
    }

    /** By a process that waits for each: without the wake-ups of the system's threads, as the peer's are in one thread. */
    private static void inARow(Bench bench, ProcessHost host, Template compute, int round) {
        Template parent = bench.java(process -> {
            for (int i = 0; i < COUNT; i++) {
                Bench.check(process.await(host.spawn(compute, Launch.of(6, 7)).exit(), Operation.of("exit")));
            }
            return null;
        });
        long start = System.nanoTime();
        Bench.run(host, parent);
        Bench.line("spawn, compute, exit, by a process", "%.1f us each, round %d of %d", Bench.micros(start) / COUNT,
                round, ROUNDS);
    }
}
