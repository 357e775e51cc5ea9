package dev.wippy.component.bind;

import org.jspecify.annotations.Nullable;

/**
 * Unwraps what methods return: where a method returns {@code W<T>}, it is T that is bound. The kernel adapts Reactor's
 * {@code Mono} so, whose unwrapping waits.
 */
public interface ReturnAdapter {

    /** The generic class, of one type parameter. */
    Class<?> wrapper();

    /**
     * The value inside; on the guest's thread.
     *
     * @param function the name of the WIT function
     * @param wrapped what the method returned
     */
    @Nullable
    Object unwrap(String function, Object wrapped);
}
