package dev.wippy.registry.yaml;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** What a plain scalar is: the core schema of YAML 1.2.2 (section 10.3.2), and the merge key {@code <<}. */
final class CoreSchema extends Resolver {

    /** A longer number is refused: making an integer of it takes time that grows faster than its length. */
    static final int MAX_DIGITS = 1_000;

    private static final Pattern NULLS = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern BOOLS = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGERS = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOATS = Pattern.compile(
            "[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    @Override
    protected void addImplicitResolvers() {
        // None of YAML 1.1's: all is decided below.
    }

    @Override
    public Tag resolve(NodeId kind, @Nullable String value, boolean implicit) {
        return switch (kind) {
            case sequence -> Tag.SEQ;
            case mapping -> Tag.MAP;
            default -> implicit && value != null ? plain(value) : Tag.STR;
        };
    }

    private static Tag plain(String text) {
        if (NULLS.matcher(text).matches()) {
            return Tag.NULL;
        }
        if (BOOLS.matcher(text).matches()) {
            return Tag.BOOL;
        }
        if (INTEGERS.matcher(text).matches()) {
            return Tag.INT;
        }
        if (FLOATS.matcher(text).matches()) {
            return Tag.FLOAT;
        }
        return text.equals("<<") ? Tag.MERGE : Tag.STR;
    }

    /**
     * The value of a scalar.
     *
     * @return a String, Boolean, Long, BigInteger or Double, or null
     * @throws IllegalArgumentException if the text does not fit the tag, with a message that says so
     */
    static @Nullable Object value(Tag tag, String text) {
        if (tag.equals(Tag.STR) || tag.equals(Tag.MERGE)) {
            return text;
        }
        if (text.length() > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "a number has at most " + MAX_DIGITS + " characters, and not " + text.length());
        }
        if (tag.equals(Tag.NULL) && NULLS.matcher(text).matches()) {
            return null;
        }
        if (tag.equals(Tag.BOOL) && BOOLS.matcher(text).matches()) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) && INTEGERS.matcher(text).matches()) {
            return integer(text);
        }
        if (tag.equals(Tag.FLOAT) && (FLOATS.matcher(text).matches())) {
            return real(text);
        }
        throw new IllegalArgumentException(known(tag)
                ? "\"" + text + "\" is not of the type " + shown(tag)
                : "the tag " + shown(tag) + " is not known; !!str, !!int, !!float, !!bool and !!null are");
    }

    static String shown(Tag tag) {
        String uri = tag.getValue();
        return uri.startsWith(Tag.PREFIX) ? "!!" + uri.substring(Tag.PREFIX.length()) : uri;
    }

    private static boolean known(Tag tag) {
        return tag.equals(Tag.NULL) || tag.equals(Tag.BOOL) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    }

    private static Object integer(String text) {
        BigInteger value = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Double real(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith(".inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return lower.equals(".nan") ? Double.NaN : Double.valueOf(text);
    }
}
