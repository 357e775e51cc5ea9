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

    WasmException(Tag tag, @Nullable Object[] values) {
        super(null, null, false, false);
        this.tag = tag;
        this.values = values;
    }
}
