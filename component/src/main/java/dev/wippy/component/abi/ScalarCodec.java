package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import java.util.List;

/** A value that fits one core value, and as many bytes of memory as it is aligned to; lists of it cross in bulk. */
abstract class ScalarCodec extends Codec {

    ScalarCodec(ValueType type, int size, CoreType flat) {
        super(type, size, size, List.of(flat));
    }

    /** The value from its bits, those above its size undefined. */
    abstract Object fromBits(LiftLowerContext cx, long bits);

    /** The value's bits, zero-extended from the core type. */
    abstract long toBits(LiftLowerContext cx, Object value);

    @Override
    final Object load(LiftLowerContext cx, byte[] bytes, int at) {
        return fromBits(cx, switch (size) {
            case 1 -> bytes[at];
            case 2 -> (short) SHORT.get(bytes, at);
            case 4 -> (int) INT.get(bytes, at);
            default -> (long) LONG.get(bytes, at);
        });
    }

    @Override
    final void store(LiftLowerContext cx, Object value, long address) {
        long bits = toBits(cx, value);
        switch (size) {
            case 1 -> cx.memory().putByte(address, (byte) bits);
            case 2 -> cx.memory().putShort(address, (short) bits);
            case 4 -> cx.memory().putInt(address, (int) bits);
            default -> cx.memory().putLong(address, bits);
        }
    }

    /** Puts a value into bytes that are then written in bulk. */
    final void encode(LiftLowerContext cx, Object value, byte[] bytes, int at) {
        long bits = toBits(cx, value);
        switch (size) {
            case 1 -> bytes[at] = (byte) bits;
            case 2 -> SHORT.set(bytes, at, (short) bits);
            case 4 -> INT.set(bytes, at, (int) bits);
            default -> LONG.set(bytes, at, bits);
        }
    }

    @Override
    final Object lift(LiftLowerContext cx, long[] values, int at) {
        return fromBits(cx, values[at]);
    }

    @Override
    final void lower(LiftLowerContext cx, Object value, long[] values, int at) {
        values[at] = toBits(cx, value);
    }
}
