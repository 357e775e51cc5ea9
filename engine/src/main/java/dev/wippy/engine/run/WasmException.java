package dev.wippy.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * An exception of WebAssembly's: a tag and values, without a stack trace. It is all that {@code catch_all} catches:
 * traps, overflows of the stack and what ends a guest pass by.
 */
public final class WasmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient Tag tag;
    final transient @Nullable Object[] values;
    private final transient @Nullable RuntimeException origin;

    WasmException(Tag tag, @Nullable Object[] values) {
        this(tag, values, null);
    }

    /**
     * An exception that another engine's guest threw.
     *
     * @param origin what it is there
     */
    public WasmException(Tag tag, @Nullable Object[] values, @Nullable RuntimeException origin) {
        super(null, null, false, false);
        this.tag = tag;
        this.values = values;
        this.origin = origin;
    }

    /** Its tag. */
    public Tag tag() {
        return tag;
    }

    /** What it carries, numbers as longs of their bits. */
    public @Nullable Object[] values() {
        return values.clone();
    }

    /** What it is in the engine that it comes from; null if that is this one. */
    public @Nullable RuntimeException origin() {
        return origin;
    }
}
