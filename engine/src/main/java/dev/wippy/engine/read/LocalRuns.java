package dev.wippy.engine.read;

import java.util.Arrays;

/** The declared locals of a function, without its parameters: runs of one type, as the binary has them. */
public final class LocalRuns {
    static final LocalRuns NONE = new LocalRuns(new int[0], new int[0]);

    private final int[] ends;
    private final int[] types;

    /** Runs of at least one local each: where each ends, counted in locals, and its type. */
    LocalRuns(int[] ends, int[] types) {
        this.ends = ends;
        this.types = types;
    }

    /** How many locals there are. */
    public int count() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** How many runs there are. */
    public int runs() {
        return ends.length;
    }

    /** The {@link ValType} of a run. */
    public int runType(int run) {
        return types[run];
    }

    /** The number of the first local behind a run, the first declared local being 0. */
    public int runEnd(int run) {
        return ends[run];
    }

    /** The {@link ValType} of a local, the first declared one being 0; found by bisection. */
    public int type(int local) {
        if (local < ends[0]) {
            return types[0];
        }
        int found = Arrays.binarySearch(ends, local);
        return types[found >= 0 ? found + 1 : -found - 1];
    }
}
