package dev.wippy.engine;

import org.jspecify.annotations.Nullable;

/**
 * Ends a guest from inside one of its imports or safepoints: it passes through all of the guest's frames, and no guest
 * can catch it. It has no stack trace of its own.
 */
public abstract class Unwind extends Error {
    private static final long serialVersionUID = 1L;

    protected Unwind(@Nullable String message) {
        super(message, null, false, false);
    }
}
