package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.spi.EntryException;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much stack this JVM gives its threads. A guest runs on that of the carrier of its virtual thread, so that this alone
 * bounds its depth.
 */
final class StackSize {

    /** Of the JVM where no flag says another: on all systems of 64 bits that it has. */
    private static final long OTHERWISE = 1L << 20;

    private static final Pattern FLAG = Pattern.compile("-Xss([0-9]+)([kKmMgG]?)|-XX:ThreadStackSize=([0-9]+)");

    private StackSize() {}

    /**
     * Refuses an entry that asks for more.
     *
     * @throws EntryException that names the flag that raises it
     */
    static void check(OptionalLong wanted) {
        long there = ofThreads();
        if (wanted.isPresent() && wanted.getAsLong() > there) {
            throw new EntryException(
                    ErrorKind.INVALID,
                    "limits.max_stack",
                    "is " + wanted.getAsLong() + " bytes, and this JVM gives its threads " + there
                            + " (java's flag -Xss" + (wanted.getAsLong() + 1023) / 1024 + "k gives that)");
        }
    }

    private static long ofThreads() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .map(FLAG::matcher)
                .filter(Matcher::matches)
                .mapToLong(StackSize::bytes)
                .filter(bytes -> bytes > 0)
                .reduce((_, last) -> last)
                .orElse(OTHERWISE);
    }

    private static long bytes(Matcher flag) {
        if (flag.group(3) != null) {
            return Long.parseLong(flag.group(3)) << 10;
        }
        int shift = switch (flag.group(2)) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> 0;
        };
        return Long.parseLong(flag.group(1)) << shift;
    }
}
