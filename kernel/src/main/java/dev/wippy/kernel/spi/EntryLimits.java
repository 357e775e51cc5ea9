package dev.wippy.kernel.spi;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The limits of an entry (SPEC section 4), the same for whatever kind of guest. */
public final class EntryLimits {
    private static final String BLOCK = "limits";

    private EntryLimits() {}

    /** Reads the block {@code limits}; what is wrong in it is told as the entry's problem. */
    public static Limits read(Fields entry) {
        Limits limits = Limits.defaults();
        Optional<Fields> block = entry.map(BLOCK);
        if (block.isEmpty()) {
            return limits;
        }
        Fields given = block.get();
        OptionalLong millis = given.integer("max_execution_ms");
        if (millis.isPresent() && millis.getAsLong() < 0) {
            given.problem("max_execution_ms", "limits.max_execution_ms cannot be negative");
        } else if (millis.isPresent() && millis.getAsLong() > 0) {
            limits = limits.withMaxExecution(Duration.ofMillis(millis.getAsLong()));
        }
        OptionalLong memory = given.size("max_memory");
        if (memory.isPresent()) {
            limits = limits.withMaxMemory(memory.getAsLong());
        }
        long handles = count(given, "max_handles", limits.maxHandles(), Integer.MAX_VALUE);
        long elements = count(given, "max_table_elements", limits.maxTableElements(), Long.MAX_VALUE);
        OptionalLong fuel = given.integer("max_fuel");
        if (fuel.isPresent()) {
            limits = limits.withMaxFuel(count(given, "max_fuel", 0, Long.MAX_VALUE));
        }
        OptionalLong output = given.size("max_output");
        if (output.isPresent()) {
            limits = limits.withMaxOutput(output.getAsLong());
        }
        OptionalLong stack = given.size("max_stack");
        if (stack.isPresent()) {
            limits = limits.withMaxStack(stack.getAsLong());
        }
        return limits.withMaxHandles((int) handles).withMaxTableElements(elements);
    }

    private static long count(Fields limits, String field, long otherwise, long most) {
        OptionalLong count = limits.integer(field);
        if (count.isPresent() && (count.getAsLong() < 0 || count.getAsLong() > most)) {
            limits.problem(field, "must be from 0 to " + most + ", and not " + count.getAsLong());
            return otherwise;
        }
        return count.orElse(otherwise);
    }

    /**
     * Refuses an entry that asks for more stack than there is.
     *
     * @throws EntryException that names the flag that raises it
     */
    public static void checkStack(Limits limits) {
        OptionalLong wanted = limits.maxStack();
        long there = Limits.threadStack();
        if (wanted.isPresent() && wanted.getAsLong() > there) {
            throw new EntryException(
                    ErrorKind.INVALID,
                    "limits.max_stack",
                    "is " + wanted.getAsLong() + " bytes, and this JVM gives its threads " + there
                            + " (java's flag -Xss" + (wanted.getAsLong() + 1023) / 1024 + "k gives that)");
        }
    }
}
