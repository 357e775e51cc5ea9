package dev.wippy.engine.run;

import org.jspecify.annotations.Nullable;

/** Branches of cut functions by a table of entries, four characters a target. Public for generated classes only. */
public final class BranchTables {
    private BranchTables() {}

    /** The index, or the last one for all that are larger. */
    public static int clamp(int index, int last) {
        return Integer.compareUnsigned(index, last) > 0 ? last : index;
    }

    /** The entry of a target. */
    public static int entry(Object table, int index) {
        return number((String) table, index * 4);
    }

    /** Spends what going to the target costs. */
    public static void spend(Object table, int index, ModuleInstance instance) {
        if (number((String) table, index * 4 + 2) < 0) {
            FuelCounts.unit(instance);
        }
    }

    /** Moves the values that a branch carries to where the target expects them. */
    public static void move(Object table, int index, long[] numbers, @Nullable Object[] references, int from,
            int count) {
        int to = number((String) table, index * 4 + 2) & Integer.MAX_VALUE;
        System.arraycopy(numbers, from, numbers, to, count);
        System.arraycopy(references, from, references, to, count);
    }

    private static int number(String table, int at) {
        return table.charAt(at) << 16 | table.charAt(at + 1);
    }
}
