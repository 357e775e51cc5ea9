package dev.wippy.kernel;

import dev.wippy.kernel.spi.Stdio;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Configuration of a {@link ProcessHost}.
 *
 * @param id the host's id, which its processes' names begin with
 * @param workers how many of its processes run at once, at least 1
 * @param queueSize how many processes that are ready to run may wait for their turn, if bounded; a spawn past it is
 *     refused as Unavailable
 * @param maxProcesses how many processes it may have, if bounded; a spawn past it is refused as Unavailable
 * @param maxMemory bytes that its processes may take together, if bounded beyond the kernel's own budget; when they are
 *     taken, a spawn is refused as Unavailable and a {@code memory.grow} returns -1
 * @param mailboxSize how many messages may wait for each of its processes, at least 1; a send past it fails as
 *     Unavailable
 * @param hibernateAfter how long a process waits before of its memory only what it has written is kept, until it goes on;
 *     at once when memory is short
 * @param stdio the standard streams of its processes, if not what the kernel gives
 * @param countFuel whether the fuel of all its processes is counted, and told with their steps; those with a limit of their
 *     own are counted anyhow
 */
public record HostOptions(
        String id,
        int workers,
        OptionalInt queueSize,
        OptionalInt maxProcesses,
        OptionalLong maxMemory,
        int mailboxSize,
        Duration hibernateAfter,
        Optional<Stdio> stdio,
        boolean countFuel) {

    /** How many messages may wait for a process when nothing is said. */
    public static final int DEFAULT_MAILBOX_SIZE = 1_024;

    /** How long a process waits before it is hibernated when nothing is said. */
    public static final Duration DEFAULT_HIBERNATE_AFTER = Duration.ofSeconds(1);

    public HostOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("a host has at least 1 worker, and not: " + workers);
        }
        if (mailboxSize < 1) {
            throw new IllegalArgumentException("a mailbox holds at least 1 message, and not: " + mailboxSize);
        }
        if (hibernateAfter.isNegative()) {
            throw new IllegalArgumentException("a process waits some time before it is hibernated, and not: "
                    + hibernateAfter);
        }
    }

    /** As many workers as the machine has processors, any number of processes, the kernel's standard streams. */
    public static HostOptions of(String id) {
        return new HostOptions(
                id,
                Runtime.getRuntime().availableProcessors(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                DEFAULT_MAILBOX_SIZE,
                DEFAULT_HIBERNATE_AFTER,
                Optional.empty(),
                false);
    }

    /** These options with another number of workers. */
    public HostOptions withWorkers(int workers) {
        return new HostOptions(id, workers, queueSize, maxProcesses, maxMemory, mailboxSize, hibernateAfter, stdio,
                countFuel);
    }

    /** These options with a bound on the number of processes that wait for their turn. */
    public HostOptions withQueueSize(int queueSize) {
        return new HostOptions(
                id, workers, OptionalInt.of(queueSize), maxProcesses, maxMemory, mailboxSize, hibernateAfter, stdio,
                countFuel);
    }

    /** These options with a bound on the number of processes. */
    public HostOptions withMaxProcesses(int maxProcesses) {
        return new HostOptions(
                id, workers, queueSize, OptionalInt.of(maxProcesses), maxMemory, mailboxSize, hibernateAfter, stdio,
                countFuel);
    }

    /** These options with a bound on memory, in bytes. */
    public HostOptions withMaxMemory(long maxMemory) {
        return new HostOptions(
                id, workers, queueSize, maxProcesses, OptionalLong.of(maxMemory), mailboxSize, hibernateAfter, stdio,
                countFuel);
    }

    /** These options with another size of mailboxes, in messages. */
    public HostOptions withMailboxSize(int mailboxSize) {
        return new HostOptions(id, workers, queueSize, maxProcesses, maxMemory, mailboxSize, hibernateAfter, stdio,
                countFuel);
    }

    /** These options with another time that a process waits before it is hibernated. */
    public HostOptions withHibernateAfter(Duration hibernateAfter) {
        return new HostOptions(
                id, workers, queueSize, maxProcesses, maxMemory, mailboxSize, hibernateAfter, stdio, countFuel);
    }

    /** These options with other standard streams. */
    public HostOptions withStdio(Stdio stdio) {
        return new HostOptions(id, workers, queueSize, maxProcesses, maxMemory, mailboxSize, hibernateAfter, Optional
                .of(stdio), countFuel);
    }

    /** These options with fuel counted, or not. */
    public HostOptions withCountFuel(boolean countFuel) {
        return new HostOptions(
                id, workers, queueSize, maxProcesses, maxMemory, mailboxSize, hibernateAfter, stdio, countFuel);
    }
}
