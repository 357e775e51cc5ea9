package dev.wippy.component.abi;

import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreMemory;
import org.jspecify.annotations.Nullable;

/**
 * The canonical options of a lift or lower, bound to an instance (CanonicalABI.md, <em>canonopt Validation</em>).
 *
 * @param encoding how strings are kept
 * @param memory where strings, lists and spilled values lie; null where no type needs one
 * @param realloc allocates in that memory, {@code (old, oldSize, alignment, newSize) -> pointer}; null where nothing is
 *     allocated
 * @param postReturn called with the core results once they are lifted, of a lift only
 */
public record CanonicalOptions(
        StringEncoding encoding,
        @Nullable CoreMemory memory,
        @Nullable CoreFunction realloc,
        @Nullable CoreFunction postReturn) {

    /** No memory, no functions; for types that cross in core values alone. */
    public static final CanonicalOptions NONE = new CanonicalOptions(StringEncoding.UTF8, null, null, null);
}
