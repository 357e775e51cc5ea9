package dev.wippy.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param from the process
 * @param at when, by the kernel's {@link Time}
 * @param value what it returned, as the values of SPEC section 3; null if that was nothing, or it failed
 * @param failure why it failed, if it did
 * @param code the exit code, if the process chose one itself
 */
public record Exit(Pid from, Instant at, @Nullable Object value, Optional<Failure> failure, OptionalInt code) {

    /** Whether the process ended without an error. */
    public boolean isNormal() {
        return failure.isEmpty();
    }
}
