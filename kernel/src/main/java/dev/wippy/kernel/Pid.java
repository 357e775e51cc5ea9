package dev.wippy.kernel;

import java.util.regex.Pattern;

/**
 * The name of a process, never used again for another one. Prints as {@code {myns:processes|0x00001}}.
 *
 * @param host the id of the host that runs it
 * @param number counts the processes of that host, from 1
 */
public record Pid(String host, long number) implements Comparable<Pid> {

    private static final Pattern FORM = Pattern.compile("\\{?([^{}|]+)\\|0x([0-9a-fA-F]{1,15})}?");

    public Pid {
        if (host.isEmpty() || number < 1) {
            throw new IllegalArgumentException("a pid has a host and a number from 1, and not: " + host + ", "
                    + number);
        }
    }

    /**
     * Reads what {@link #toString} prints; the braces may be left out.
     *
     * @throws IllegalArgumentException if the text is no pid
     */
    public static Pid parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a pid: \"" + text + "\" (one looks like {myns:processes|0x00001})");
        }
        return new Pid(match.group(1), Long.parseLong(match.group(2), 16));
    }

    /** By host, then by number. */
    @Override
    public int compareTo(Pid other) {
        int byHost = host.compareTo(other.host);
        return byHost != 0 ? byHost : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "{%s|0x%05x}".formatted(host, number);
    }
}
