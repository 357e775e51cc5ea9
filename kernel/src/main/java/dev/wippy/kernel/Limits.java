package dev.wippy.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a process may take (SPEC section 4).
 *
 * @param maxExecution wall time from Init; past it the process ends with kind Timeout
 * @param maxMemory bytes of linear memory; a {@code memory.grow} past it returns -1
 * @param maxHandles resources that it may hold at once
 * @param maxTableElements elements of all its tables
 * @param maxFuel units of {@link dev.wippy.engine.Fuel} that it may spend; past it the process ends with kind Timeout
 * @param maxOutput bytes that it may write to standard output and standard error together; past it the process ends with
 *     kind Unavailable
 * @param maxStack bytes of stack that its guest's calls may take, counted as {@link dev.wippy.engine.Fuel} has it; what is
 *     deeper traps. Without it the JVM's own bound counts, see {@link #threadStack()}
 */
public record Limits(
        Optional<Duration> maxExecution,
        long maxMemory,
        int maxHandles,
        long maxTableElements,
        OptionalLong maxFuel,
        OptionalLong maxOutput,
        OptionalLong maxStack) {

    /** Handles when nothing is said. */
    public static final int DEFAULT_MAX_HANDLES = 65_536;

    /** Table elements when nothing is said. */
    public static final long DEFAULT_MAX_TABLE_ELEMENTS = 1_000_000;

    /**
     * The limits of an entry that says nothing: memory of a quarter of the budget, which is half the heap; no bound on time,
     * fuel and output, and of the stack what the JVM gives.
     */
    public static Limits defaults() {
        return new Limits(
                Optional.empty(),
                Runtime.getRuntime().maxMemory() / 8,
                DEFAULT_MAX_HANDLES,
                DEFAULT_MAX_TABLE_ELEMENTS,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** These limits with another wall time. */
    public Limits withMaxExecution(Duration maxExecution) {
        return new Limits(Optional.of(maxExecution), maxMemory, maxHandles, maxTableElements, maxFuel, maxOutput,
                maxStack);
    }

    /** These limits with another bound of linear memory, in bytes. */
    public Limits withMaxMemory(long maxMemory) {
        return new Limits(maxExecution, maxMemory, maxHandles, maxTableElements, maxFuel, maxOutput, maxStack);
    }

    /** These limits with another bound on handles. */
    public Limits withMaxHandles(int maxHandles) {
        return new Limits(maxExecution, maxMemory, maxHandles, maxTableElements, maxFuel, maxOutput, maxStack);
    }

    /** These limits with another bound on elements of tables. */
    public Limits withMaxTableElements(long maxTableElements) {
        return new Limits(maxExecution, maxMemory, maxHandles, maxTableElements, maxFuel, maxOutput, maxStack);
    }

    /** These limits with a bound on fuel, in units. */
    public Limits withMaxFuel(long maxFuel) {
        return new Limits(
                maxExecution, maxMemory, maxHandles, maxTableElements, OptionalLong.of(maxFuel), maxOutput, maxStack);
    }

    /** These limits with a bound on output, in bytes. */
    public Limits withMaxOutput(long maxOutput) {
        return new Limits(
                maxExecution, maxMemory, maxHandles, maxTableElements, maxFuel, OptionalLong.of(maxOutput), maxStack);
    }

    /** These limits with a bound on the stack, in bytes. */
    public Limits withMaxStack(long maxStack) {
        return new Limits(
                maxExecution,
                maxMemory,
                maxHandles,
                maxTableElements,
                maxFuel,
                maxOutput,
                OptionalLong.of(maxStack));
    }

    /**
     * The bytes of stack that this JVM gives its threads ({@code -Xss}): a guest runs on that of the carrier of its virtual
     * thread, so that it is the most that {@link #maxStack} can be.
     */
    public static long threadStack() {
        return ThreadStack.BYTES;
    }
}
