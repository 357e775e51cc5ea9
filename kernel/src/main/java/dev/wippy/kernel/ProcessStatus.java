package dev.wippy.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a process is. It runs on meanwhile, so that the figures need not be of one instant.
 *
 * @param pid its name
 * @param entry the id of the entry that it runs
 * @param since when it was spawned, by the kernel's time
 * @param state what it does
 * @param waiting what it waits for, while it waits
 * @param steps how many it has made
 * @param ran how long it has held a run permit, the present turn not counted
 * @param fuel what it has spent, where that is counted
 * @param memory bytes that it has of its {@code max_memory}
 * @param mailbox how many messages and events wait for it
 * @param ties whom it is tied to
 * @param names the names that it has, sorted
 */
public record ProcessStatus(
        Pid pid,
        String entry,
        Instant since,
        ProcessState state,
        Optional<Wait> waiting,
        long steps,
        Duration ran,
        OptionalLong fuel,
        long memory,
        int mailbox,
        Ties ties,
        List<String> names) {

    /**
     * A wait.
     *
     * @param operation what for
     * @param lasts how long until now
     */
    public record Wait(Operation operation, Duration lasts) {}

    /**
     * Other processes.
     *
     * @param links those whose failure is its own, sorted
     * @param monitored those whose end it hears of, sorted
     */
    public record Ties(List<Pid> links, List<Pid> monitored) {}
}
