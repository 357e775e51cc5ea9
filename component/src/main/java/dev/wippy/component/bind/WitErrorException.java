package dev.wippy.component.bind;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a method that implements a function whose result has an error: becomes the {@code err} of that result. It
 * has no stack trace.
 */
public class WitErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object error;

    /** @param error what {@code err} carries, null where it carries nothing */
    public WitErrorException(@Nullable Object error) {
        super(String.valueOf(error), null, false, false);
        this.error = error;
    }

    /** What {@code err} carries. */
    public final @Nullable Object error() {
        return error;
    }
}
