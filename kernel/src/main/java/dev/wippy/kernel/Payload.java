package dev.wippy.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way from one process to another: one of SPEC section 3, copied, so that no two processes share what one
 * of them may change.
 *
 * @param value null, Boolean, a whole number of up to 64 bits, Float, Double, String, {@code byte[]}, List, or Map with
 *     strings as keys
 * @param bytes about how much memory it takes
 */
record Payload(@Nullable Object value, long bytes) {

    /** Deeper nesting is refused: it would be deep recursion for whoever reads it. */
    static final int MAX_DEPTH = 128;

    /** About what an object takes beside what it holds. */
    private static final int OBJECT_BYTES = 24;

    /** @throws KernelException of kind Invalid if it, or something in it, is none of these, or nested too deep */
    static Payload of(@Nullable Object value) {
        var copying = new Copying();
        Object copy = copying.copy(value, 0);
        return new Payload(copy, copying.bytes);
    }

    private static final class Copying {
        private long bytes = OBJECT_BYTES;

        private @Nullable Object copy(@Nullable Object value, int depth) {
            if (depth > MAX_DEPTH) {
                throw new KernelException(
                        ErrorKind.INVALID, "a value is nested deeper than " + MAX_DEPTH + " levels");
            }
            bytes += OBJECT_BYTES;
            return switch (value) {
                case null -> null;
                case Boolean _,Byte _,Short _,Integer _,Long _,Float _,Double _ -> value;
                case BigInteger big when big.bitLength() <= 63 || big.signum() > 0 && big.bitLength() <= 64 -> big;
                case Character character -> character.toString();
                case String text -> {
                    bytes += text.length();
                    yield text;
                }
                case byte[] content -> {
                    bytes += content.length;
                    yield content.clone();
                }
                case List<?> list -> list(list, depth);
                case Map<?, ?> map -> map(map, depth);
                default -> throw new KernelException(
                        ErrorKind.INVALID,
                        "a " + value.getClass().getName() + " can't be sent (what can: null, a bool, a number of up to"
                                + " 64 bits, a string, bytes, a list, a map with strings as keys)");
            };
        }

        private List<@Nullable Object> list(List<?> list, int depth) {
            var copy = new ArrayList<@Nullable Object>(list.size());
            for (Object item : list) {
                copy.add(copy(item, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }

        private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((key, item) -> {
                if (!(key instanceof String name)) {
                    throw new KernelException(
                            ErrorKind.INVALID, "a map that is sent has strings as keys, and not: " + key);
                }
                bytes += OBJECT_BYTES + name.length();
                copy.put(name, copy(item, depth + 1));
            });
            return Collections.unmodifiableMap(copy);
        }
    }
}
