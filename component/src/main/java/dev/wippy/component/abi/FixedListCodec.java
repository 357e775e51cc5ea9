package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Safepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Lists of a fixed length, which lie in line; lifted as other lists are. */
final class FixedListCodec extends Codec {
    private static final int POLL = 1024;

    private final Codec element;
    private final int length;
    private final boolean bytes;

    private FixedListCodec(ValueType type, Codec element, int length, int size, List<CoreType> flat) {
        super(type, size, element.alignment, flat);
        this.element = element;
        this.length = length;
        this.bytes = element.type == Primitive.U8;
    }

    static FixedListCodec of(ValueType type, Codec element, int length) {
        if (length == 0) {
            throw new IllegalArgumentException("a list of a fixed length has at least one element");
        }
        int size = (int) Layout.checkSize(Integer.toUnsignedLong(length) * element.size, type);
        List<CoreType> flat = new ArrayList<>();
        for (int i = 0; i < length && flat.size() <= MAX_FLAT; i++) {
            flat.addAll(element.flat);
        }
        return new FixedListCodec(type, element, length, size, flat);
    }

    @Override
    Object load(LiftLowerContext cx, byte[] from, int at) {
        if (bytes) {
            return Arrays.copyOfRange(from, at, at + length);
        }
        Object[] values = new Object[length];
        for (int i = 0; i < length; i++) {
            poll(i);
            values[i] = element.load(cx, from, at + i * element.size);
        }
        return values;
    }

    @Override
    void store(LiftLowerContext cx, Object value, long address) {
        if (bytes && value instanceof byte[] packed && packed.length == length) {
            cx.write(address, packed);
            return;
        }
        Object[] values = values(cx, value);
        for (int i = 0; i < length; i++) {
            poll(i);
            element.store(cx, values[i], address + (long) i * element.size);
        }
    }

    @Override
    Object lift(LiftLowerContext cx, long[] core, int at) {
        Object[] values = new Object[length];
        for (int i = 0; i < length; i++) {
            values[i] = element.lift(cx, core, at + i * element.flat.size());
        }
        return lifted(values);
    }

    @Override
    void lower(LiftLowerContext cx, Object value, long[] core, int at) {
        Object[] values = values(cx, value);
        for (int i = 0; i < length; i++) {
            element.lower(cx, values[i], core, at + i * element.flat.size());
        }
    }

    private static void poll(int i) {
        if (i % POLL == 0) {
            Safepoint.poll();
        }
    }

    private Object lifted(Object[] values) {
        if (!bytes) {
            return values;
        }
        byte[] packed = new byte[length];
        for (int i = 0; i < length; i++) {
            packed[i] = ((Integer) values[i]).byteValue();
        }
        return packed;
    }

    private Object[] values(LiftLowerContext cx, Object value) {
        if (!bytes && value instanceof Object[] values && values.length == length) {
            return values;
        }
        if (bytes && value instanceof byte[] packed && packed.length == length) {
            Object[] values = new Object[length];
            for (int i = 0; i < length; i++) {
                values[i] = packed[i] & 0xff;
            }
            return values;
        }
        throw cx.mismatch(type, (bytes ? "a byte[] of " : "an Object[] of ") + length, value);
    }

    @Override
    boolean hasPointers() {
        return element.hasPointers();
    }

    @Override
    boolean hasOwned() {
        return element.hasOwned();
    }

    @Override
    boolean hasBorrowed() {
        return element.hasBorrowed();
    }

    @Override
    void owned(Object value, Consumer<Resource> consumer) {
        if (hasOwned() && value instanceof Object[] values) {
            for (Object each : values) {
                element.owned(each, consumer);
            }
        }
    }
}
