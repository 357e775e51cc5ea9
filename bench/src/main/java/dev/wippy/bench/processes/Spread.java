package dev.wippy.bench.processes;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Durations that were measured, up to a number of them; threads may add at once. */
final class Spread {
    private final AtomicLongArray nanos;
    private final AtomicInteger count = new AtomicInteger();

    Spread(int most) {
        nanos = new AtomicLongArray(most);
    }

    void add(long duration) {
        int index = count.getAndIncrement();
        if (index < nanos.length()) {
            nanos.set(index, duration);
        }
    }

    /** Median, 99th percentile and maximum, in microseconds. */
    String micros() {
        return text(1e3, "us");
    }

    /** Median, 99th percentile and maximum, in milliseconds. */
    String millis() {
        return text(1e6, "ms");
    }

    private String text(double unit, String name) {
        long[] sorted = new long[Math.min(count.get(), nanos.length())];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "nothing was measured"
                : String.format(Locale.ROOT, "p50 %.1f, p99 %.1f, max %.1f %s", at(sorted, 0.5) / unit,
                        at(sorted, 0.99) / unit, at(sorted, 1) / unit, name);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }
}
