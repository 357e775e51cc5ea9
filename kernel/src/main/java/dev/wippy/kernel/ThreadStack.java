package dev.wippy.kernel;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much stack this JVM gives its threads, from its flags. */
final class ThreadStack {

    /** Of the JVM where no flag says another: on all systems of 64 bits that it has. */
    private static final long OTHERWISE = 1L << 20;

    private static final Pattern FLAG = Pattern.compile("-Xss([0-9]+)([kKmMgG]?)|-XX:ThreadStackSize=([0-9]+)");

    static final long BYTES = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .map(FLAG::matcher)
            .filter(Matcher::matches)
            .mapToLong(ThreadStack::bytes)
            .filter(bytes -> bytes > 0)
            .reduce((_, last) -> last)
            .orElse(OTHERWISE);

    private ThreadStack() {}

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
