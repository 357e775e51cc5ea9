package dev.wippy.engine.generate;

import java.util.Arrays;

/** A place in the code of a method that is jumped to. */
final class Label {
    /** The number of a label that no other part of a cut function can jump to. */
    static final int INTERNAL = -1;

    /** The operands at the place. */
    Operands operands = Operands.NONE;
    /** Among the labels of its function that stand for something in the body, in the order they are made. */
    final int number;
    /** Where it is placed in the present method; -1 before. */
    int position = -1;
    /** Whether something jumps to it. */
    boolean used;
    /** Jumps before it was placed: pairs of the instruction's position, and of its operand, twice that, odd if wide. */
    private int[] forward = new int[4];
    private int forwards;

    Label() {
        this(INTERNAL);
    }

    Label(int number) {
        this.number = number;
    }

    /** Emits the distance from an instruction to the label, now or once it is known. */
    void reach(ByteSink code, int instruction, boolean wide, boolean measuring) {
        used = true;
        if (position < 0) {
            if (forwards == forward.length) {
                forward = Arrays.copyOf(forward, forwards * 2);
            }
            forward[forwards++] = instruction;
            forward[forwards++] = code.length << 1 | (wide ? 1 : 0);
        }
        int distance = position < 0 ? 0 : position - instruction;
        if (wide) {
            code.u4(distance);
        } else {
            check(distance, measuring);
            code.u2(distance);
        }
    }

    void place(ByteSink code, boolean measuring) {
        position = code.length;
        for (int i = 0; i < forwards; i += 2) {
            int distance = position - forward[i];
            int operand = forward[i + 1] >> 1;
            if ((forward[i + 1] & 1) != 0) {
                code.patch4(operand, distance);
            } else {
                check(distance, measuring);
                code.patch2(operand, distance);
            }
        }
        forwards = 0;
    }

    private static void check(int distance, boolean measuring) {
        if (distance != (short) distance && !measuring) {
            throw new TooLargeException("jump over " + distance + " bytes");
        }
    }
}
