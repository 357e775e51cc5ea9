package dev.wippy.wasi.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.Optional;

/** What HTTP and URIs take (RFC 9110, RFC 3986). */
final class Syntax {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern PATH = Pattern.compile(
            "(\\*|[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?");
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?<host>\\[[0-9A-Fa-f:.]+]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|[^\\x00-\\x7F])+)"
                    + "(?::(?<port>[0-9]{0,5}))?");
    private static final int MAX_URI = 64 << 10;

    private Syntax() {}

    static boolean isToken(String text) {
        return text.length() <= MAX_URI && TOKEN.matcher(text).matches();
    }

    /** Visible characters, spaces, tabs, and what is not ASCII; no space at an end. */
    static boolean isFieldValue(byte[] value) {
        for (byte each : value) {
            if (each >= 0 && each < ' ' && each != '\t' || each == 0x7F) {
                return false;
            }
        }
        return value.length == 0 || !isSpace(value[0]) && !isSpace(value[value.length - 1]);
    }

    private static boolean isSpace(byte each) {
        return each == ' ' || each == '\t';
    }

    static boolean isScheme(String text) {
        return text.length() <= MAX_URI && SCHEME.matcher(text).matches();
    }

    static boolean isPathWithQuery(String text) {
        return text.length() <= MAX_URI && PATH.matcher(text).matches();
    }

    /**
     * Where a request goes.
     *
     * @param host without brackets
     * @param port empty for the scheme's
     */
    record Authority(String host, Optional<Integer> port) {}

    /** What an authority says, unless it is none; one with a user is none. */
    static Optional<Authority> authority(String text) {
        Matcher matcher = AUTHORITY.matcher(text);
        if (text.length() > 1024 || !matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group("host");
        String port = matcher.group("port");
        if (port != null && !port.isEmpty() && Integer.parseInt(port) > 0xFFFF) {
            return Optional.empty();
        }
        return Optional.of(new Authority(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                Optional.ofNullable(port).filter(digits -> !digits.isEmpty()).map(Integer::parseInt)));
    }
}
