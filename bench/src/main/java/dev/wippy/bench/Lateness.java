package dev.wippy.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Durations that a run collected, up to a number of them; threads may add at once. */
public final class Lateness {
    private final AtomicLongArray nanos;
    private final AtomicInteger count = new AtomicInteger();

    /** Collects so many durations, the first ones. */
    public Lateness(int most) {
        this.nanos = new AtomicLongArray(most);
    }

    /** Adds a duration, in nanoseconds. */
    public void add(long late) {
        int index = count.getAndIncrement();
        if (index < nanos.length()) {
            nanos.set(index, late);
        }
    }

    int count() {
        return Math.min(count.get(), nanos.length());
    }

    /** Median, 99th percentile and maximum, in milliseconds. */
    @Override
    public String toString() {
        long[] sorted = new long[count()];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return "none";
        }
        return String.format(Locale.ROOT, "p50 %7.2f  p99 %7.2f  max %7.2f ms  (%d)", at(sorted, 0.5), at(sorted, 0.99),
                at(sorted, 1), sorted.length);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }
}
