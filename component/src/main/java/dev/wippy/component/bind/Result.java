package dev.wippy.component.bind;

import org.jspecify.annotations.Nullable;

/**
 * A WIT {@code result}. A side that carries nothing is {@link Void}, its value null.
 *
 * @param <T> what success carries
 * @param <E> what failure carries
 */
public sealed interface Result<T extends @Nullable Object, E extends @Nullable Object> {

    /** Success. */
    record Ok<T extends @Nullable Object, E extends @Nullable Object>(T value) implements Result<T, E> {}

    /** Failure. */
    record Err<T extends @Nullable Object, E extends @Nullable Object>(E error) implements Result<T, E> {}

    static <T extends @Nullable Object, E extends @Nullable Object> Result<T, E> ok(T value) {
        return new Ok<>(value);
    }

    static <E extends @Nullable Object> Result<@Nullable Void, E> ok() {
        return new Ok<>(null);
    }

    static <T extends @Nullable Object, E extends @Nullable Object> Result<T, E> err(E error) {
        return new Err<>(error);
    }
}
