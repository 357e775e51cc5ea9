package dev.wippy.registry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
final class Quantities {
    private static final int MAX_LENGTH = 40;
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s|us|µs|ns)");
    private static final Pattern DURATION = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final Pattern SIZE = Pattern.compile("([0-9]+) ?(KiB|MiB|GiB|B)?");
    private static final Map<String, Long> NANOS = Map.of(
            "h", 3_600_000_000_000L,
            "m", 60_000_000_000L,
            "s", 1_000_000_000L,
            "ms", 1_000_000L,
            "us", 1_000L,
            "µs", 1_000L,
            "ns", 1L);
    private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

    private Quantities() {}

    /** {@code 300ms}, {@code 5s}, {@code 1m30s}; empty if it is none, or longer than a {@code long} of nanoseconds. */
    static Optional<Duration> duration(String text) {
        if (text.length() > MAX_LENGTH || !DURATION.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            long unit = java.util.Objects.requireNonNull(NANOS.get(parts.group(2)));
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    /** {@code 1048576}, {@code 64MiB}; empty if it is none, or more than a {@code long} holds. */
    static OptionalLong size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            return OptionalLong.empty();
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        var bytes = new java.math.BigInteger(matcher.group(1))
                .shiftLeft(java.util.Objects.requireNonNull(SHIFTS.get(unit)));
        return bytes.bitLength() < Long.SIZE ? OptionalLong.of(bytes.longValue()) : OptionalLong.empty();
    }
}
