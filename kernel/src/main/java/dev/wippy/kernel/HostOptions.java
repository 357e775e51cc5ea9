package dev.wippy.kernel;

import dev.wippy.kernel.spi.Stdio;
import java.util.OptionalInt;

/**
 * Configuration of a {@link ProcessHost}.
 *
 * @param id the host's id, which its processes' names begin with
 * @param workers how many of its processes run at once, at least 1
 * @param maxProcesses how many processes it may have, if bounded; a spawn past it is refused as Unavailable
 * @param stdio the standard streams of its processes
 */
public record HostOptions(String id, int workers, OptionalInt maxProcesses, Stdio stdio) {

    public HostOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("a host has at least 1 worker, and not: " + workers);
        }
    }

    /** As many workers as the machine has processors, any number of processes, no standard streams. */
    public static HostOptions of(String id) {
        return new HostOptions(id, Runtime.getRuntime().availableProcessors(), OptionalInt.empty(), Stdio.NONE);
    }

    /** These options with another number of workers. */
    public HostOptions withWorkers(int workers) {
        return new HostOptions(id, workers, maxProcesses, stdio);
    }

    /** These options with a bound on the number of processes. */
    public HostOptions withMaxProcesses(int maxProcesses) {
        return new HostOptions(id, workers, OptionalInt.of(maxProcesses), stdio);
    }

    /** These options with other standard streams. */
    public HostOptions withStdio(Stdio stdio) {
        return new HostOptions(id, workers, maxProcesses, stdio);
    }
}
