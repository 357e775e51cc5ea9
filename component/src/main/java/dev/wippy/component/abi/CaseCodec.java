package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is one of several cases: variant, result, option and enum. They cross as the variant that they stand for
 * ({@code despecialize}) and differ in what they are lifted to.
 */
abstract class CaseCodec extends Codec {
    private final @Nullable Codec[] payloads;
    private final int discriminantSize;
    private final int payloadOffset;
    private final long heap;
    private final boolean hasPointers;
    private final boolean hasOwned;
    private final boolean hasBorrowed;

    CaseCodec(ValueType type, List<? extends @Nullable Codec> payloads) {
        super(type, (int) layout(type, payloads, true), (int) layout(type, payloads, false), flatten(payloads));
        this.payloads = payloads.toArray(new Codec[0]);
        this.discriminantSize = Layout.discriminantSize(payloads.size());
        boolean pointers = false;
        boolean owned = false;
        boolean borrowed = false;
        int payloadAlignment = 1;
        long payloadHeap = 0;
        for (Codec payload : payloads) {
            if (payload != null) {
                payloadAlignment = Math.max(payloadAlignment, payload.alignment);
                payloadHeap = Math.max(payloadHeap, payload.heap());
                pointers |= payload.hasPointers();
                owned |= payload.hasOwned();
                borrowed |= payload.hasBorrowed();
            }
        }
        this.payloadOffset = (int) Layout.align(discriminantSize, payloadAlignment);
        this.heap = OBJECT + 2 * REFERENCE + payloadHeap;
        this.hasPointers = pointers;
        this.hasOwned = owned;
        this.hasBorrowed = borrowed;
    }

    /** {@code elem_size_variant}, or {@code alignment_variant}. */
    private static long layout(ValueType type, List<? extends @Nullable Codec> payloads, boolean size) {
        if (payloads.isEmpty()) {
            throw new IllegalArgumentException("a variant or enum has at least one case");
        }
        int discriminant = Layout.discriminantSize(payloads.size());
        int payloadAlignment = 1;
        int payloadSize = 0;
        for (Codec payload : payloads) {
            if (payload != null) {
                payloadAlignment = Math.max(payloadAlignment, payload.alignment);
                payloadSize = Math.max(payloadSize, payload.size);
            }
        }
        int alignment = Math.max(discriminant, payloadAlignment);
        if (!size) {
            return alignment;
        }
        return Layout.checkSize(Layout.align(Layout.align(discriminant, payloadAlignment) + payloadSize, alignment),
                type);
    }

    /** {@code flatten_variant}. */
    private static List<CoreType> flatten(List<? extends @Nullable Codec> payloads) {
        List<CoreType> flat = new ArrayList<>();
        flat.add(CoreType.I32);
        for (Codec payload : payloads) {
            if (payload != null) {
                for (int i = 0; i < payload.flat.size(); i++) {
                    CoreType mine = payload.flat.get(i);
                    if (i + 1 < flat.size()) {
                        flat.set(i + 1, join(flat.get(i + 1), mine));
                    } else {
                        flat.add(mine);
                    }
                }
            }
        }
        return flat;
    }

    private static CoreType join(CoreType a, CoreType b) {
        if (a == b) {
            return a;
        }
        boolean narrow = (a == CoreType.I32 || a == CoreType.F32) && (b == CoreType.I32 || b == CoreType.F32);
        return narrow ? CoreType.I32 : CoreType.I64;
    }

    /** The lifted value of a case. */
    abstract Object make(int index, @Nullable Object payload);

    /** The case of a lifted value. */
    abstract int index(LiftLowerContext cx, Object value);

    /** What a lifted value carries. */
    abstract @Nullable Object payload(Object value);

    @Override
    final Object load(LiftLowerContext cx, byte[] bytes, int at) {
        int index = switch (discriminantSize) {
            case 1 -> bytes[at] & 0xff;
            case 2 -> (short) SHORT.get(bytes, at) & 0xffff;
            default -> (int) INT.get(bytes, at);
        };
        Codec payload = payloads[check(cx, index)];
        return make(index, payload == null ? null : payload.load(cx, bytes, at + payloadOffset));
    }

    @Override
    final void store(LiftLowerContext cx, Object value, long address) {
        int index = index(cx, value);
        switch (discriminantSize) {
            case 1 -> cx.memory().putByte(address, (byte) index);
            case 2 -> cx.memory().putShort(address, (short) index);
            default -> cx.memory().putInt(address, index);
        }
        Codec codec = payloads[index];
        if (codec != null) {
            codec.store(cx, present(cx, value), address + payloadOffset);
        }
    }

    @Override
    final Object lift(LiftLowerContext cx, long[] values, int at) {
        int index = check(cx, (int) values[at]);
        Codec payload = payloads[index];
        return make(index, payload == null ? null : payload.lift(cx, values, at + 1));
    }

    @Override
    final void lower(LiftLowerContext cx, Object value, long[] values, int at) {
        int index = index(cx, value);
        values[at] = index;
        Codec codec = payloads[index];
        if (codec != null) {
            codec.lower(cx, present(cx, value), values, at + 1);
        }
    }

    final int cases() {
        return payloads.length;
    }

    private int check(LiftLowerContext cx, int index) {
        if (Integer.compareUnsigned(index, payloads.length) >= 0) {
            throw new Trap("invalid variant discriminant: " + Integer.toUnsignedString(index) + ", where "
                    + type.brief() + " has " + payloads.length + " cases, in a value of " + cx.function());
        }
        return index;
    }

    private Object present(LiftLowerContext cx, Object value) {
        Object payload = payload(value);
        if (payload == null) {
            throw cx.mismatch(type, "a case with its payload", value);
        }
        return payload;
    }

    @Override
    final long heap() {
        return heap;
    }

    @Override
    final boolean hasPointers() {
        return hasPointers;
    }

    @Override
    final boolean hasOwned() {
        return hasOwned;
    }

    @Override
    final boolean hasBorrowed() {
        return hasBorrowed;
    }

    @Override
    final void owned(Object value, Consumer<Resource> consumer) {
        if (!hasOwned) {
            return;
        }
        Object payload = value instanceof CaseValue || value instanceof java.util.Optional ? payload(value) : null;
        int index = value instanceof CaseValue(int i, _) ? i : 1;
        if (payload != null && index >= 0 && index < payloads.length) {
            Codec codec = payloads[index];
            if (codec != null) {
                codec.owned(payload, consumer);
            }
        }
    }
}
