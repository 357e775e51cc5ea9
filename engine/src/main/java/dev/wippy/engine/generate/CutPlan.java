package dev.wippy.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where a body is cut into parts, and what that makes of its labels and locals.
 *
 * <p>A part can end before any instruction. What is on the operand stack then is moved, so that places with an empty
 * stack are the best, outside of loops rather than inside. A label that some other part jumps to has an
 * <em>entry</em>: the number of its part and its own place among that part's entries, of which 0 is the part's start.
 */
final class CutPlan {
    /** The bits of an entry that number it in its part. */
    static final int ENTRY_BITS = 12;
    /** Uses of a local in a part that do not make it worth a slot. */
    private static final int FEW = 2;

    /** The offset at which each part begins. */
    final int[] starts;
    /** By part: the labels in it that other parts jump to, in the order of their entries from 1. */
    final List<List<Integer>> entered = new ArrayList<>();
    /** By part: the locals that it keeps in slots, of them those that it sets, and those that stay in the frame. */
    final BitSet[] used;
    final BitSet[] set;
    final BitSet[] direct;
    private final Measurements measured;
    private final int[] partOfLabel;
    private final int[] entryOfLabel;

    /**
     * Plans the parts of a body.
     *
     * @param size the bytes that the code of a part has about, as it was in one method
     */
    CutPlan(Measurements measured, int start, int size) {
        this.measured = measured;
        starts = cut(measured, start, size);
        int labels = measured.stacks.size();
        partOfLabel = new int[labels];
        entryOfLabel = new int[labels];
        used = sets(starts.length);
        set = sets(starts.length);
        for (int i = 0; i < labels; i++) {
            int place = measured.places.values[i];
            partOfLabel[i] = place < 0 ? 0 : part(place);
        }
        numberEntries(enteredLabels());
        for (int i = 0; i < measured.uses.size; i += 2) {
            int part = part(measured.uses.values[i]);
            int use = measured.uses.values[i + 1];
            used[part].set(use >> 1);
            if ((use & 1) != 0) {
                set[part].set(use >> 1);
            }
        }
        direct = sets(starts.length);
        leaveInFrame();
    }

    /**
     * Finds the locals that are not worth a slot: a part is often entered for a few of its instructions, so that what
     * is loaded and stored for all of it costs more than a few uses that go to the frame themselves.
     */
    private void leaveInFrame() {
        int[] counts = new int[0];
        BitSet loops = loops();
        int count = measured.uses.size;
        for (int from = 0; from < count;) {
            int part = part(measured.uses.values[from]);
            int end = part + 1 < starts.length ? starts[part + 1] : Integer.MAX_VALUE;
            BitSet left = direct[part];
            left.or(used[part]);
            counts = counts.length < left.length() ? new int[left.length()] : counts;
            int to = from;
            for (; to < count && measured.uses.values[to] < end; to += 2) {
                int local = measured.uses.values[to + 1] >> 1;
                if (++counts[local] > FEW || loops.get(measured.uses.values[to] - starts[0])) {
                    left.clear(local);
                }
            }
            for (int i = from; i < to; i += 2) {
                counts[measured.uses.values[i + 1] >> 1] = 0;
            }
            used[part].andNot(left);
            set[part].andNot(left);
            from = to;
        }
    }

    /** The places inside of loops that do not leave their part, by offset from the first. */
    private BitSet loops() {
        BitSet loops = new BitSet();
        for (int i = 0; i < measured.jumps.size; i += 2) {
            int from = measured.jumps.values[i];
            int to = placeOfLabel(measured.jumps.values[i + 1]);
            if (to >= 0 && to <= from && part(from) == part(to)) {
                loops.set(to - starts[0], from - starts[0] + 1);
            }
        }
        return loops;
    }

    private static BitSet[] sets(int count) {
        BitSet[] sets = new BitSet[count];
        Arrays.setAll(sets, _ -> new BitSet());
        return sets;
    }

    /** Takes the cheapest place in the second half of what a part may be, again and again. */
    private static int[] cut(Measurements measured, int start, int size) {
        Measurements.Ints starts = new Measurements.Ints();
        starts.add(start);
        int[] places = measured.candidates.values;
        int count = measured.candidates.size;
        int from = 0;
        int first = 0;
        while (measured.bytes - from > size) {
            while (first < count && places[first + 1] < from + size / 2) {
                first += 3;
            }
            int best = -1;
            for (int i = first; i < count && (best < 0 || places[i + 1] <= from + size); i += 3) {
                if (best < 0 || places[i + 2] <= places[best + 2]) {
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            if (places[best] != starts.values[starts.size - 1]) {
                starts.add(places[best]);
            }
            from = places[best + 1];
            first = best + 3;
        }
        return Arrays.copyOf(starts.values, starts.size);
    }

    private BitSet enteredLabels() {
        BitSet labels = (BitSet) measured.tabled.clone();
        for (int i = 0; i < measured.jumps.size; i += 2) {
            int label = measured.jumps.values[i + 1];
            if (part(measured.jumps.values[i]) != partOfLabel[label]) {
                labels.set(label);
            }
        }
        for (int i = 0; i < measured.handlers.size; i += 3) {
            if (part(measured.handlers.values[i]) != part(measured.handlers.values[i + 1])) {
                labels.set(measured.handlers.values[i + 2]);
            }
        }
        return labels;
    }

    private void numberEntries(BitSet labels) {
        for (int part = 0; part < starts.length; part++) {
            entered.add(new ArrayList<>());
        }
        for (int label = labels.nextSetBit(0); label >= 0; label = labels.nextSetBit(label + 1)) {
            List<Integer> entries = entered.get(partOfLabel[label]);
            entries.add(label);
            if (entries.size() >= 1 << ENTRY_BITS) {
                throw new TooLargeException("part with " + entries.size() + " entries");
            }
            entryOfLabel[label] = partOfLabel[label] << ENTRY_BITS | entries.size();
        }
    }

    int parts() {
        return starts.length;
    }

    /** The part that an offset is in. */
    private int part(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** The offset of the instruction that places a label. */
    int placeOfLabel(int label) {
        return measured.places.values[label];
    }

    int partOfLabel(int label) {
        return partOfLabel[label];
    }

    /** The entry of a label; 0 if no other part jumps to it. */
    int entryOfLabel(int label) {
        return entryOfLabel[label];
    }

    Operands stackOfLabel(int label) {
        return measured.stacks.get(label);
    }
}
