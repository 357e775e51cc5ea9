package dev.wippy.kernel.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a process does. All methods are called on the process's own virtual thread, in this order; it may block and wait
 * in each.
 */
public interface ProcessBody extends AutoCloseable {

    /** Gets ready to run. */
    default void init() {}

    /**
     * Runs to the end.
     *
     * @return the result, as SPEC section 3 maps values
     */
    @Nullable
    Object run();

    /** Frees all that it has; called once on every way out, also when {@link #init} failed. */
    @Override
    default void close() {}

    /** Makes the body of a new process; does nothing more. */
    @FunctionalInterface
    interface Factory {
        ProcessBody create(ProcessContext process);
    }
}
