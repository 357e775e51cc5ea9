package dev.wippy.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What is known of a body once it was emitted as one method; {@link CutPlan} decides by it where to cut. */
final class Measurements {
    /** A growing list of ints. */
    static final class Ints {
        int[] values = new int[256];
        int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }

    /** Places where a part may end: offset, bytes emitted before, cost of cutting there. */
    final Ints candidates = new Ints();
    /** Jumps: offset, and the label's number. */
    final Ints jumps = new Ints();
    /** Uses of locals: offset, and the local, twice that, odd if it is set. */
    final Ints uses = new Ints();
    /** By label: the offset of the instruction that places it. */
    final Ints places = new Ints();
    final List<Operands> stacks = new ArrayList<>();
    /** Handlers: the offsets between which they apply, and the label's number. */
    final Ints handlers = new Ints();
    /** The labels that tables of entries are made for. */
    final BitSet tabled = new BitSet();
    int maxHeight;
    /** The bytes of the one method. */
    int bytes;
    /** Whether the body cannot be one method, whatever its length. */
    boolean mustCut;

    /** What a cut costs: the operands it moves, and how often it is passed. */
    void candidate(int offset, int position, int height, int loops, boolean live) {
        candidates.add(offset);
        candidates.add(position);
        candidates.add(Math.min(height, 1000) * 40 + Math.min(loops, 20) * 100 + (live ? 30 : 0));
    }

    void label(int number, Operands stack) {
        while (stacks.size() <= number) {
            stacks.add(stack);
            places.add(-1);
        }
        stacks.set(number, stack);
    }
}
