package dev.wippy.engine.run;

import java.util.Arrays;

/**
 * The window that instances of one memory reach, so that later ones start with it and are not widened step by step. One
 * in sixteen starts without and is looked at when it ends; what is learned follows the median of the last fifteen of
 * those. So one guest that touched all of its memory does not have the next thousand pay for it, and what is learned
 * gets smaller again when guests need less. Safe for use by many threads.
 */
final class LearnedWindow {
    /** No window is learned past that: what is too much here is paid by each guest. */
    static final int MOST = 1 << 20;

    private static final int LAST = 15;
    private static final int SAMPLE = 16;

    /** Addresses, the second exclusive. */
    record Range(int low, int high) {}

    /** No window. */
    static final Range NOTHING = new Range(0, 0);

    private final int[] lows = new int[LAST];
    private final int[] highs = new int[LAST];
    private int seen;
    /** Races lose counts, which does not matter. */
    private int started;
    private volatile Range median = NOTHING;

    /** Whether an instance that is made now is one of those that are looked at. */
    boolean samples() {
        return median == NOTHING || started++ % SAMPLE == 0;
    }

    /** The window to start with. */
    Range median() {
        return median;
    }

    /** The window that an instance had reached at its end. */
    synchronized void add(int low, int high) {
        lows[seen % LAST] = low;
        highs[seen % LAST] = high;
        seen++;
        int middleLow = median(lows);
        int middleHigh = median(highs);
        median = middleHigh - middleLow <= MOST ? new Range(middleLow, middleHigh) : NOTHING;
    }

    private int median(int[] of) {
        int[] sorted = Arrays.copyOf(of, Math.min(seen, LAST));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
