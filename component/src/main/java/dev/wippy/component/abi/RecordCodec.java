package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Safepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Records and tuples, and the parameters of a function, which cross as a tuple does. */
final class RecordCodec extends Codec {
    private final Codec[] fields;
    private final int[] offsets;
    private final int[] flatOffsets;
    private final long heap;
    private final boolean hasPointers;
    private final boolean hasOwned;
    private final boolean hasBorrowed;

    private RecordCodec(ValueType type, Codec[] fields, int[] offsets, int size, int alignment, List<CoreType> flat) {
        super(type, size, alignment, flat);
        this.fields = fields;
        this.offsets = offsets;
        this.flatOffsets = new int[fields.length];
        boolean pointers = false;
        boolean owned = false;
        boolean borrowed = false;
        int flatOffset = 0;
        long all = OBJECT;
        for (int i = 0; i < fields.length; i++) {
            flatOffsets[i] = flatOffset;
            flatOffset = Math.min(flatOffset + fields[i].flat.size(), MAX_FLAT + 1);
            all += REFERENCE + fields[i].heap();
            pointers |= fields[i].hasPointers();
            owned |= fields[i].hasOwned();
            borrowed |= fields[i].hasBorrowed();
        }
        this.heap = all;
        this.hasPointers = pointers;
        this.hasOwned = owned;
        this.hasBorrowed = borrowed;
    }

    static RecordCodec of(ValueType type, List<Codec> fields) {
        int[] offsets = new int[fields.size()];
        long size = 0;
        int alignment = 1;
        List<CoreType> flat = new ArrayList<>();
        for (int i = 0; i < offsets.length; i++) {
            Codec field = fields.get(i);
            size = Layout.align(size, field.alignment);
            offsets[i] = (int) size;
            size = Layout.checkSize(size + field.size, type);
            alignment = Math.max(alignment, field.alignment);
            if (flat.size() <= MAX_FLAT) {
                flat.addAll(field.flat);
            }
        }
        int aligned = (int) Layout.checkSize(Layout.align(size, alignment), type);
        return new RecordCodec(type, fields.toArray(new Codec[0]), offsets, aligned, alignment, flat);
    }

    @Override
    Object[] load(LiftLowerContext cx, byte[] bytes, int at) {
        Safepoint.poll();
        Object[] values = new Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields[i].load(cx, bytes, at + offsets[i]);
        }
        return values;
    }

    @Override
    void store(LiftLowerContext cx, Object value, long address) {
        Safepoint.poll();
        Object[] values = values(cx, value);
        for (int i = 0; i < values.length; i++) {
            fields[i].store(cx, values[i], address + offsets[i]);
        }
    }

    @Override
    Object[] lift(LiftLowerContext cx, long[] core, int at) {
        Object[] values = new Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields[i].lift(cx, core, at + flatOffsets[i]);
        }
        return values;
    }

    @Override
    void lower(LiftLowerContext cx, Object value, long[] core, int at) {
        Object[] values = values(cx, value);
        for (int i = 0; i < values.length; i++) {
            fields[i].lower(cx, values[i], core, at + flatOffsets[i]);
        }
    }

    private Object[] values(LiftLowerContext cx, Object value) {
        if (value instanceof Object[] values && values.length == fields.length) {
            return values;
        }
        throw cx.mismatch(type, "an Object[] of " + fields.length, value);
    }

    int fields() {
        return fields.length;
    }

    @Override
    long heap() {
        return heap;
    }

    @Override
    boolean hasPointers() {
        return hasPointers;
    }

    @Override
    boolean hasOwned() {
        return hasOwned;
    }

    @Override
    boolean hasBorrowed() {
        return hasBorrowed;
    }

    @Override
    void owned(Object value, Consumer<Resource> consumer) {
        if (hasOwned && value instanceof Object[] values) {
            for (int i = 0; i < Math.min(values.length, fields.length); i++) {
                fields[i].owned(values[i], consumer);
            }
        }
    }
}
