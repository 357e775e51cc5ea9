package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/**
 * How values of one type cross, as core values and in memory, with all that depends on the type alone worked out.
 * Immutable.
 *
 * <p>Core values travel as {@code long}s, of which an i32 and an f32 use the low half. Joining types of variants' cases
 * ({@code join}) is then no work: a value is found where it was put, whatever the slot was widened to, as long as all
 * that is put there is zero-extended.
 */
abstract class Codec {

    /** Where the flat form is longer than this, it is never used: MAX_FLAT_PARAMS. */
    static final int MAX_FLAT = 16;

    static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bytes of the heap, about, for a reference to an object and for an object without its fields. */
    static final int REFERENCE = 4;
    static final int OBJECT = 16;

    final ValueType type;

    /** {@code elem_size}. */
    final int size;

    /** {@code alignment}. */
    final int alignment;

    /** {@code flatten_type}; cut after {@link #MAX_FLAT} + 1. */
    final List<CoreType> flat;

    Codec(ValueType type, int size, int alignment, List<CoreType> flat) {
        this.type = type;
        this.size = size;
        this.alignment = alignment;
        this.flat = List.copyOf(flat.size() > MAX_FLAT ? flat.subList(0, MAX_FLAT + 1) : flat);
    }

    /** Lifts from a copy of memory. */
    abstract Object load(LiftLowerContext cx, byte[] bytes, int at);

    /** Lowers into memory, at an address that is aligned and in bounds. */
    abstract void store(LiftLowerContext cx, Object value, long address);

    /** Lifts from core values, the first of which is at {@code at}. */
    abstract Object lift(LiftLowerContext cx, long[] values, int at);

    /** Lowers to core values; what it does not write stays zero. */
    abstract void lower(LiftLowerContext cx, Object value, long[] values, int at);

    /** About how many bytes of the heap a lifted value takes, without what a list or a string in it holds. */
    long heap() {
        return OBJECT;
    }

    /** Whether values have lists or strings, which need a memory. */
    boolean hasPointers() {
        return false;
    }

    /** Whether values may have {@code own}s in them. */
    boolean hasOwned() {
        return false;
    }

    /** Whether values may have {@code borrow}s in them. */
    boolean hasBorrowed() {
        return false;
    }

    /** Shows the owned resources in a value, which need not be of the type. */
    void owned(Object value, Consumer<Resource> consumer) {}
}
