package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;

/** The arithmetic of layouts in memory (CanonicalABI.md, <em>Alignment</em> and <em>Element Size</em>). */
final class Layout {

    private Layout() {}

    static long align(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }

    /** Refuses what is larger than any value may be, before it overflows. */
    static long checkSize(long size, ValueType type) {
        if (size > LiftLowerContext.MAX_BYTE_LENGTH) {
            throw new IllegalArgumentException("type " + type.brief() + " exceeds maximum byte size: a value takes "
                    + size + " bytes, of at most " + LiftLowerContext.MAX_BYTE_LENGTH);
        }
        return size;
    }

    /** The size of a variant's discriminant ({@code discriminant_type}). */
    static int discriminantSize(int cases) {
        return cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
    }
}
