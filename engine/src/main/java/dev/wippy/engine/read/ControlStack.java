package dev.wippy.engine.read;

import java.util.Arrays;

/** The blocks that are open at an instruction, the body itself the outermost; arrays, so that nothing recurses. */
final class ControlStack {
    private static final int START = 16;

    int size;
    int[] opcode = new int[START];
    /** The operands below the block's own. */
    int[] base = new int[START];
    int[][] parameters = new int[START][];
    int[][] results = new int[START][];
    /** The number of locals known to be set when the block begins. */
    int[] setLocals = new int[START];
    /** How the block begins and goes on, bits. */
    byte[] flags = new byte[START];

    /** The rest of the block cannot be reached as the specification types it: its stack is polymorphic. */
    static final byte POLYMORPHIC = 1;
    /** The block's beginning can be reached. */
    static final byte ENTERED = 2;
    /** The block's label is the target of a branch that can be reached. */
    static final byte TARGETED = 4;

    void push(int kind, int height, int[] parameterTypes, int[] resultTypes, int set, boolean live) {
        if (size == opcode.length) {
            grow();
        }
        opcode[size] = kind;
        base[size] = height;
        parameters[size] = parameterTypes;
        results[size] = resultTypes;
        setLocals[size] = set;
        flags[size] = live ? ENTERED : 0;
        size++;
    }

    private void grow() {
        int length = size * 2;
        opcode = Arrays.copyOf(opcode, length);
        base = Arrays.copyOf(base, length);
        parameters = Arrays.copyOf(parameters, length);
        results = Arrays.copyOf(results, length);
        setLocals = Arrays.copyOf(setLocals, length);
        flags = Arrays.copyOf(flags, length);
    }

    /** The types that a branch to the label carries (section 3.4.6). */
    int[] labelTypes(int frame) {
        return opcode[frame] == Opcode.LOOP ? parameters[frame] : results[frame];
    }

    boolean has(int frame, byte flag) {
        return (flags[frame] & flag) != 0;
    }

    void set(int frame, byte flag) {
        flags[frame] |= flag;
    }

    void clear(int frame, byte flag) {
        flags[frame] &= (byte) ~flag;
    }
}
