package dev.wippy.bench.lua;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.Hibernated;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.registry.App;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of this bench, and what runs them.
 *
 * @param kernel runs the processes
 * @param app has the scripts
 * @param host runs two at once
 */
record Scripts(Kernel kernel, App app, ProcessHost host) {
    static final Duration LIMIT = Duration.ofMinutes(5);

    Process spawn(String name) {
        return host.spawn(app.template("bench:" + name), Launch.of());
    }

    /** The end of a process, which has to be a good one. */
    static Exit end(Process process) {
        @Nullable
        Exit exit = process.exit().block(LIMIT);
        if (exit == null || exit.failure().isPresent()) {
            throw new IllegalStateException("a script ended badly: "
                    + (exit == null ? "not at all" : exit.failure().map(Failure::toString).orElse("")));
        }
        return exit;
    }

    /** Waits until so many wait, hibernated or not. */
    void untilWaiting(int count) {
        while (true) {
            Hibernated now = kernel.hibernated();
            if (now.parked() + now.asleep() >= count) {
                return;
            }
            LockSupport.parkNanos(20_000);
        }
    }

    static void line(String what, String format, Object... values) {
        System.out.printf(Locale.ROOT, "%-44s %s%n", what, String.format(Locale.ROOT, format, values));
    }

    static double micros(long start) {
        return (System.nanoTime() - start) / 1e3;
    }
}
