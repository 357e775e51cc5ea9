package dev.wippy.registry.kinds;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What identifies a binary: {@code sha256:} and 64 hex digits.
 *
 * @param hex the digits, in lower case
 */
public record ContentHash(String hex) {
    private static final String PREFIX = "sha256:";
    private static final Pattern ANY = Pattern.compile("([A-Za-z0-9_-]+):(.*)", Pattern.DOTALL);
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    /** The hash of a binary. */
    public static ContentHash of(byte[] binary) {
        try {
            return new ContentHash(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(binary)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads a hash.
     *
     * @throws IllegalArgumentException if it is none, with a message for people
     */
    public static ContentHash parse(String text) {
        var matcher = ANY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("invalid hash format: " + text);
        }
        String algorithm = matcher.group(1).toLowerCase(Locale.ROOT);
        if (!algorithm.equals("sha256")) {
            throw new IllegalArgumentException("unsupported hash algorithm: " + matcher.group(1));
        }
        if (!HEX.matcher(matcher.group(2)).matches()) {
            throw new IllegalArgumentException("invalid hash format: " + text);
        }
        return new ContentHash(matcher.group(2).toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
