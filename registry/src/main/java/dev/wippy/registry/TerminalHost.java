package dev.wippy.registry;

import dev.wippy.kernel.ProcessHost;

/**
 * What a {@code terminal.host} starts as: it runs one process at a time, which the command line gives the terminal's
 * standard streams.
 *
 * @param host runs the process
 * @param hideLogs whether log lines are kept off the terminal while it runs
 */
public record TerminalHost(ProcessHost host, boolean hideLogs) implements AutoCloseable {

    /** Terminates what still runs. */
    @Override
    public void close() {
        host.close();
    }
}
