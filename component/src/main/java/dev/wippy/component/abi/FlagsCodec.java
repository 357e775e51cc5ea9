package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType.Flags;
import dev.wippy.engine.CoreType;

/** Flags, as the bits of an {@code Integer}. */
final class FlagsCodec extends ScalarCodec {
    private final int mask;

    FlagsCodec(Flags type) {
        super(type, size(type.names().size()), CoreType.I32);
        this.mask = (int) ((1L << type.names().size()) - 1);
    }

    private static int size(int names) {
        if (names < 1 || names > 32) {
            throw new IllegalArgumentException("flags have 1 to 32 names, not " + names);
        }
        return names <= 8 ? 1 : names <= 16 ? 2 : 4;
    }

    @Override
    Object fromBits(LiftLowerContext cx, long bits) {
        return (int) bits & mask;
    }

    @Override
    long toBits(LiftLowerContext cx, Object value) {
        if (value instanceof Integer bits && (bits & ~mask) == 0) {
            return Integer.toUnsignedLong(bits);
        }
        throw cx.mismatch(type, "an Integer with no bit but its flags'", value);
    }
}
