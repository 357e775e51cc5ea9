package dev.wippy.bench.lua;

import dev.wippy.kernel.Process;

/** From the start of a script to its end, and to where it waits for a message. */
final class Spawns {
    private static final int COUNT = 5_000;
    private static final int ROUNDS = 4;

    private Spawns() {}

    static void print(Scripts scripts) {
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < COUNT; i++) {
                Scripts.end(scripts.spawn("empty"));
            }
            Scripts.line("spawn, return 42, exit", "%.0f us each, round %d of %d", Scripts.micros(start) / COUNT, round,
                    ROUNDS);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            double waiting = 0;
            for (int i = 0; i < COUNT / 5; i++) {
                long start = System.nanoTime();
                Process process = scripts.spawn("receive");
                scripts.untilWaiting(1);
                waiting += Scripts.micros(start);
                process.send("go", i).block(Scripts.LIMIT);
                Scripts.end(process);
            }
            Scripts.line("spawn to process.receive", "%.0f us each, round %d of %d", waiting / (COUNT / 5), round,
                    ROUNDS);
        }
    }
}
