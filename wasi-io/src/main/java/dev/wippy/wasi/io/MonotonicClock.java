package dev.wippy.wasi.io;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.Time;
import java.time.Duration;

/** The interface {@code wasi:clocks/monotonic-clock}, one for each process. */
final class MonotonicClock {

    /**
     * What the clock shows when the process starts. It is not 0, for programs subtract from the first instant that they
     * see; and not the machine's own count, which may be negative, and tells how long the machine has been up.
     */
    static final long START = Duration.ofDays(1).toNanos();

    private final Time time;
    private final long zero;

    MonotonicClock(Time time) {
        this.time = time;
        this.zero = time.nanoTime() - START;
    }

    @WitFunction("now")
    @Unsigned
    long now() {
        return time.nanoTime() - zero;
    }

    @WitFunction("resolution")
    @Unsigned
    long resolution() {
        return 1;
    }

    @WitFunction("subscribe-instant")
    Pollable subscribeInstant(@Unsigned long when) {
        long now = now();
        return subscribeDuration(Long.compareUnsigned(when, now) > 0 ? when - now : 0);
    }

    @WitFunction("subscribe-duration")
    Pollable subscribeDuration(@Unsigned long when) {
        return Pollable.of(Deadline.after(time, when), text(when));
    }

    /** A duration in the largest unit of which it is a whole number. */
    private static String text(long nanos) {
        String[] units = {"ns", "us", "ms", "s"};
        long count = nanos;
        int unit = 0;
        while (unit < units.length - 1 && count != 0 && Long.remainderUnsigned(count, 1000) == 0) {
            count = Long.divideUnsigned(count, 1000);
            unit++;
        }
        return Long.toUnsignedString(count) + units[unit];
    }
}
