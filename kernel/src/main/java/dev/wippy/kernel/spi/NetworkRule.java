package dev.wippy.kernel.spi;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Addresses or names of hosts that an entry allows or denies: {@code 127.0.0.1:8080}, {@code 10.0.0.0/8},
 * {@code [::1]:80}, {@code fd00::/8}, {@code api.example.com:443}, {@code *.internal}.
 */
public sealed interface NetworkRule {

    /** The port that it is about; empty for all. */
    OptionalInt port();

    /** Whether it is about a port. */
    default boolean coversPort(int number) {
        return port().isEmpty() || port().getAsInt() == number;
    }

    /**
     * Addresses that begin with the same bits.
     *
     * @param network 4 or 16 bytes in hexadecimal digits
     * @param bits how many of its bits count
     */
    record Addresses(String network, int bits, OptionalInt port) implements NetworkRule {

        /** Whether the address is one of these; one of IPv4 is never one of IPv6. */
        public boolean covers(InetAddress address) {
            byte[] mine = HexFormat.of().parseHex(network);
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = 0xFF00 >> bits % 8 & 0xFF;
            return Arrays.equals(mine, 0, whole, other, 0, whole)
                    && (rest == 0 || (mine[whole] & rest) == (other[whole] & rest));
        }
    }

    /**
     * A name, or the names below one.
     *
     * @param name in lower case
     * @param below whether it is the names below it, and not itself
     */
    record Name(String name, boolean below, OptionalInt port) implements NetworkRule {

        /** Whether it is about a name, whose case and last dot don't count. */
        public boolean covers(String host) {
            String lower = withoutDot(host.toLowerCase(Locale.ROOT));
            return below ? lower.endsWith("." + name) : lower.equals(name);
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    static NetworkRule parse(String text) {
        return Syntax.parse(text.strip());
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** How rules are written. */
    final class Syntax {
        private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
        private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
        private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
        private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

        private Syntax() {}

        private static NetworkRule parse(String text) {
            if (text.startsWith("[")) {
                int end = text.indexOf(']');
                if (end < 0) {
                    throw wrong(text, "has no \"]\"");
                }
                return addresses(text, text.substring(1, end), port(text, text.substring(end + 1)));
            }
            int first = text.indexOf(':');
            if (first != text.lastIndexOf(':')) {
                return addresses(text, text, OptionalInt.empty());
            }
            String host = first < 0 ? text : text.substring(0, first);
            OptionalInt port = port(text, first < 0 ? "" : text.substring(first));
            String network = host.contains("/") ? host.substring(0, host.indexOf('/')) : host;
            return IPV4.matcher(network).matches() ? addresses(text, host, port) : name(text, host, port);
        }

        private static NetworkRule addresses(String text, String host, OptionalInt port) {
            int slash = host.indexOf('/');
            byte[] bytes = address(text, slash < 0 ? host : host.substring(0, slash));
            int bits = bytes.length * 8;
            if (slash >= 0) {
                String digits = host.substring(slash + 1);
                if (!NUMBER.matcher(digits).matches() || Integer.parseInt(digits) > bits) {
                    throw wrong(text, "has a prefix that is not from 0 to " + bits);
                }
                bits = Integer.parseInt(digits);
            }
            return new Addresses(HexFormat.of().formatHex(bytes), bits, port);
        }

        private static byte[] address(String text, String host) {
            if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
                throw wrong(text, "is no address");
            }
            try {
                return InetAddress.ofLiteral(host).getAddress();
            } catch (IllegalArgumentException none) {
                throw wrong(text, "is no address");
            }
        }

        private static NetworkRule name(String text, String host, OptionalInt port) {
            boolean below = host.startsWith("*.");
            String name = withoutDot((below ? host.substring(2) : host).toLowerCase(Locale.ROOT));
            if (name.isEmpty() || !Arrays.stream(name.split("\\.", -1)).allMatch(LABEL.asMatchPredicate())) {
                throw wrong(text, "is no address and no name");
            }
            return new Name(name, below, port);
        }

        private static OptionalInt port(String text, String end) {
            if (end.isEmpty() || end.equals(":*")) {
                return OptionalInt.empty();
            }
            String digits = end.substring(1);
            if (end.charAt(0) != ':' || !NUMBER.matcher(digits).matches() || Integer.parseInt(digits) > 0xFFFF) {
                throw wrong(text, "has a port that is not from 0 to 65535");
            }
            return OptionalInt.of(Integer.parseInt(digits));
        }

        private static IllegalArgumentException wrong(String text, String why) {
            return new IllegalArgumentException("\"" + text + "\" " + why
                    + " (127.0.0.1:8080, 10.0.0.0/8, [::1]:80, api.example.com and *.internal are right)");
        }
    }
}
