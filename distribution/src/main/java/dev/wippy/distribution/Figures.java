package dev.wippy.distribution;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them: three digits or so, and a unit. */
final class Figures {
    private Figures() {}

    /** Such as {@code 250 us}, {@code 1.5 s}, {@code 2 h 5 min}. */
    static String duration(Duration time) {
        long nanos = Math.max(0, time.toNanos());
        if (nanos < 1_000_000) {
            return nanos / 1_000 + " us";
        }
        if (nanos < 1_000_000_000) {
            return nanos / 1_000_000 + " ms";
        }
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 86_400
                ? seconds / 3_600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
    }

    /** Such as {@code 812 B}, {@code 64.0 KiB}. */
    static String bytes(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
