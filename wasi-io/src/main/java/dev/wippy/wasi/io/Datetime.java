package dev.wippy.wasi.io;

import dev.wippy.component.bind.Unsigned;
import java.time.Instant;
import java.util.Optional;

/**
 * The record {@code wasi:clocks/wall-clock.datetime}.
 *
 * @param seconds since 1970-01-01T00:00:00Z
 * @param nanoseconds below 1,000,000,000 where the host gives it; what a guest gives may be anything
 */
public record Datetime(@Unsigned long seconds, @Unsigned int nanoseconds) {

    /** An instant; one before 1970, which the record can't express, becomes 1970. */
    public static Datetime of(Instant instant) {
        return instant.getEpochSecond() < 0
                ? new Datetime(0, 0)
                : new Datetime(instant.getEpochSecond(), instant.getNano());
    }

    /** The instant, unless it is no instant that Java knows. */
    public Optional<Instant> instant() {
        long nanos = Integer.toUnsignedLong(nanoseconds);
        if (nanos >= 1_000_000_000 || Long.compareUnsigned(seconds, Instant.MAX.getEpochSecond()) > 0) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    }
}
