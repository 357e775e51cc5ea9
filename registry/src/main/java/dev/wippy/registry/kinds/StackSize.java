package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.spi.EntryException;
import java.util.OptionalLong;

/** The stack that an entry asks for, beside what there is. */
final class StackSize {
    private StackSize() {}

    /**
     * Refuses an entry that asks for more than there is.
     *
     * @throws EntryException that names the flag that raises it
     */
    static void check(OptionalLong wanted) {
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
