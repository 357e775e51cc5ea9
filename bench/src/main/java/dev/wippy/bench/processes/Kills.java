package dev.wippy.bench.processes;

import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** From {@code terminate} to the end that the process tells, of one that waits and of one that computes. */
final class Kills {
    private static final int COUNT = 2_000;

    private Kills() {}

    static void print(Bench bench) {
        try (ProcessHost host = bench.host()) {
            Template sleep = bench.app("sleep");
            var waiting = new Spread(COUNT);
            List<Process> all = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                all.add(host.spawn(sleep, Launch.of(600_000)));
            }
            Parked.untilParked(bench, COUNT, new AtomicInteger());
            for (Process process : all) {
                kill(process, waiting);
            }
            Bench.line("terminate to exit, of one that waits", "%s", waiting.micros());
            Template spin = bench.waits("spin");
            var spinning = new Spread(COUNT);
            for (int i = 0; i < COUNT / 10; i++) {
                Process process = host.spawn(spin, Launch.of());
                process.steps().next().timeout(Duration.ofMillis(5)).onErrorComplete().block();
                kill(process, spinning);
            }
            Bench.line("terminate to exit, of one that computes", "%s", spinning.micros());
        }
    }

    private static void kill(Process process, Spread into) {
        long start = System.nanoTime();
        process.terminate();
        process.exit().block(Bench.LIMIT);
        into.add(System.nanoTime() - start);
    }
}
