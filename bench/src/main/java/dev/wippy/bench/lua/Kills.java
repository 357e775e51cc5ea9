package dev.wippy.bench.lua;

import dev.wippy.kernel.Process;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** From {@code terminate} to the end of scripts that catch everything, or are deep in a pattern. */
final class Kills {
    private static final int COUNT = 200;
    private static final long RUN_NANOS = 3_000_000;

    private Kills() {}

    static void print(Scripts scripts) {
        for (String name : new String[]{"caught", "pattern"}) {
            double[] micros = new double[COUNT];
            for (int i = 0; i < COUNT; i++) {
                Process process = scripts.spawn(name);
                process.started().block(Scripts.LIMIT);
                LockSupport.parkNanos(RUN_NANOS);
                long start = System.nanoTime();
                process.terminate();
                process.exit().block(Scripts.LIMIT);
                micros[i] = Scripts.micros(start);
            }
            Arrays.sort(micros);
            Scripts.line("terminate to exit, \"" + name + "\"", "p50 %.0f, max %.0f us", micros[COUNT / 2],
                    micros[COUNT - 1]);
        }
    }
}
