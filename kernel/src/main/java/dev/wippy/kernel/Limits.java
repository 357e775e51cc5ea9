package dev.wippy.kernel;

import java.time.Duration;
import java.util.Optional;

/**
 * What a process may take (SPEC section 4).
 *
 * @param maxExecution wall time from Init; past it the process ends with kind Timeout
 * @param maxMemory bytes of linear memory; a {@code memory.grow} past it returns -1
 * @param maxHandles resources that it may hold at once
 * @param maxTableElements elements of all its tables
 */
public record Limits(Optional<Duration> maxExecution, long maxMemory, int maxHandles, long maxTableElements) {

    /** Handles when nothing is said. */
    public static final int DEFAULT_MAX_HANDLES = 65_536;

    /** Table elements when nothing is said. */
    public static final long DEFAULT_MAX_TABLE_ELEMENTS = 1_000_000;

    /** The limits of an entry that says nothing: a quarter of the memory budget, which is half the heap. */
    public static Limits defaults() {
        return new Limits(
                Optional.empty(),
                Runtime.getRuntime().maxMemory() / 8,
                DEFAULT_MAX_HANDLES,
                DEFAULT_MAX_TABLE_ELEMENTS);
    }

    /** These limits with another wall time. */
    public Limits withMaxExecution(Duration maxExecution) {
        return new Limits(Optional.of(maxExecution), maxMemory, maxHandles, maxTableElements);
    }

    /** These limits with another bound of linear memory, in bytes. */
    public Limits withMaxMemory(long maxMemory) {
        return new Limits(maxExecution, maxMemory, maxHandles, maxTableElements);
    }
}
