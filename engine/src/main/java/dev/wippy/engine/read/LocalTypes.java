package dev.wippy.engine.read;

import java.util.Arrays;

/** The locals of the body being validated: their types, and which of those without a default are set. */
final class LocalTypes {
    /** So many are written out; the others are looked up, so that a short body costs little whatever it declares. */
    private static final int WRITTEN = 256;

    private final int[] written = new int[WRITTEN];
    private int writtenCount;
    private int parameters;
    private int count;
    private LocalRuns runs = LocalRuns.NONE;
    private boolean tracked;
    /** By local, whether it was set; only where some local has no default. */
    private boolean[] set = new boolean[0];
    /** The locals that were set, in order. */
    private int[] setOrder = new int[0];
    private int setCount;
    private FunctionType type = new FunctionType(new int[0], new int[0], ">");

    void begin(FunctionType functionType, LocalRuns declared) {
        restore(0);
        type = functionType;
        runs = declared;
        parameters = functionType.parameterCount();
        count = parameters + declared.count();
        writtenCount = Math.min(count, WRITTEN);
        int copied = Math.min(parameters, WRITTEN);
        System.arraycopy(functionType.parameters(), 0, written, 0, copied);
        tracked = false;
        int from = parameters;
        for (int run = 0; run < declared.runs(); run++) {
            int end = parameters + declared.runEnd(run);
            if (from < WRITTEN) {
                Arrays.fill(written, from, Math.min(end, WRITTEN), declared.runType(run));
            }
            tracked |= !ValType.isDefaultable(declared.runType(run));
            from = end;
        }
        if (tracked && set.length < count) {
            set = new boolean[count];
            setOrder = new int[count];
        }
    }

    int count() {
        return count;
    }

    int type(int local) {
        if (local < writtenCount) {
            return written[local];
        }
        return local < parameters ? type.parameter(local) : runs.type(local - parameters);
    }

    /** Whether {@code local.get} may read it (section 3.4.10). */
    boolean isSet(int local, int localType) {
        return !tracked || local < parameters || ValType.isDefaultable(localType) || set[local];
    }

    void set(int local) {
        if (tracked && !set[local]) {
            set[local] = true;
            setOrder[setCount++] = local;
        }
    }

    /** How many were set up to now; for {@link #restore}. */
    int setCount() {
        return setCount;
    }

    /** At the end of a block: what was set since it began no longer counts. */
    void restore(int earlier) {
        while (setCount > earlier) {
            set[setOrder[--setCount]] = false;
        }
    }
}
