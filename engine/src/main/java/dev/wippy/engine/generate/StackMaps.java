package dev.wippy.engine.generate;

import java.util.Arrays;

/**
 * The stack maps of a method (JVMS 4.7.4). All locals that live across a jump are set at a method's start and never
 * change their kind, so that after the first map nearly all are {@code same}: one byte.
 */
final class StackMaps {
    private static final int SAME_LOCALS_1_STACK_ITEM = 64;
    private static final int SAME_LOCALS_1_STACK_ITEM_EXTENDED = 247;
    private static final int SAME_EXTENDED = 251;
    private static final int FULL = 255;
    private static final int OBJECT = 7;

    private final ConstantPool constants;
    private final ByteSink bytes = new ByteSink(256);
    private final ByteSink locals = new ByteSink(64);
    private int localCount;
    private int count;
    private int last = -1;
    private boolean localsWritten;
    private int objectType;

    StackMaps(ConstantPool constants) {
        this.constants = constants;
    }

    /** The next local from the start of the frame; all are added before the first map. */
    void addLocal(char kind) {
        type(locals, kind);
        localCount++;
    }

    /** The next local, of a class by its internal name or an array by its descriptor. */
    void addLocal(String type) {
        locals.u1(OBJECT);
        locals.u2(constants.type(type));
        localCount++;
    }

    /** The locals up to now are those that the method's parameters make: no map has to tell of them. */
    void localsAreParameters() {
        localsWritten = true;
    }

    /** Locals beside the parameters follow. */
    void localsDiffer() {
        localsWritten = false;
    }

    /** A map for a position, given the kinds on the JVM's stack: those of an array between two places. */
    void add(int position, byte[] stack, int from, int to) {
        int height = to - from;
        if (position == last) {
            return;
        }
        int delta = last < 0 ? position : position - last - 1;
        if (localsWritten && height == 0) {
            if (delta < SAME_LOCALS_1_STACK_ITEM) {
                bytes.u1(delta);
            } else {
                bytes.u1(SAME_EXTENDED);
                bytes.u2(delta);
            }
        } else if (localsWritten && height == 1) {
            if (delta < SAME_LOCALS_1_STACK_ITEM) {
                bytes.u1(SAME_LOCALS_1_STACK_ITEM + delta);
            } else {
                bytes.u1(SAME_LOCALS_1_STACK_ITEM_EXTENDED);
                bytes.u2(delta);
            }
            type(bytes, stack[from]);
        } else {
            bytes.u1(FULL);
            bytes.u2(delta);
            bytes.u2(localCount);
            bytes.all(locals);
            bytes.u2(height);
            for (int i = from; i < to; i++) {
                type(bytes, stack[i]);
            }
            localsWritten = true;
        }
        last = position;
        count++;
    }

    private void type(ByteSink target, int kind) {
        switch (kind) {
            case Kind.INT -> target.u1(1);
            case Kind.FLOAT -> target.u1(2);
            case Kind.DOUBLE -> target.u1(3);
            case Kind.LONG -> target.u1(4);
            default -> {
                if (objectType == 0) {
                    objectType = constants.type("java/lang/Object");
                }
                target.u1(OBJECT);
                target.u2(objectType);
            }
        }
    }

    int count() {
        return count;
    }

    ByteSink bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return count + " maps " + Arrays.toString(Arrays.copyOf(bytes.bytes, bytes.length));
    }
}
