package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import java.util.List;

/** Strings and lists: a pointer and a length, with the content elsewhere in memory. */
abstract class PointerCodec extends Codec {

    PointerCodec(ValueType type, List<CoreType> flat) {
        super(type, 8, 4, flat);
    }

    /** Lifts what a pointer and a length, which may lie, tell of. */
    abstract Object loadRange(LiftLowerContext cx, long pointer, int length);

    /** Lowers to newly allocated memory; gives pointer and length {@linkplain #pack packed}. */
    abstract long storeRange(LiftLowerContext cx, Object value);

    static long pack(long pointer, int length) {
        return (long) length << 32 | pointer;
    }

    @Override
    final Object load(LiftLowerContext cx, byte[] bytes, int at) {
        return loadRange(cx, Integer.toUnsignedLong((int) INT.get(bytes, at)), (int) INT.get(bytes, at + 4));
    }

    @Override
    final void store(LiftLowerContext cx, Object value, long address) {
        long packed = storeRange(cx, value);
        cx.memory().putInt(address, (int) packed);
        cx.memory().putInt(address + 4, (int) (packed >>> 32));
    }

    @Override
    final Object lift(LiftLowerContext cx, long[] values, int at) {
        return loadRange(cx, Integer.toUnsignedLong((int) values[at]), (int) values[at + 1]);
    }

    @Override
    final void lower(LiftLowerContext cx, Object value, long[] values, int at) {
        long packed = storeRange(cx, value);
        values[at] = packed & 0xffffffffL;
        values[at + 1] = packed >>> 32;
    }

    /** A string is an object with an array. */
    @Override
    final long heap() {
        return 2 * OBJECT + REFERENCE;
    }

    @Override
    final boolean hasPointers() {
        return true;
    }
}
