package dev.wippy.component.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the values of {@link KeptComponent}. What does not fit is a RuntimeException, and neither a large allocation nor
 * a deep recursion.
 */
final class FormReader {
    /** Deeper than what a component may nest its types and components. */
    private static final int MAX_DEPTH = 500;

    private final byte[] in;
    private final List<String> texts = new ArrayList<>();
    private final List<Object> shared = new ArrayList<>();
    private int at;
    private int depth;

    FormReader(byte[] in, int from) {
        this.in = in;
        this.at = from;
    }

    boolean isAtEnd() {
        return at == in.length;
    }

    byte[] bytes(int length) {
        if (length < 0 || length > in.length - at) {
            throw new IllegalArgumentException(length + " bytes of " + (in.length - at));
        }
        at += length;
        return Arrays.copyOfRange(in, at - length, at);
    }

    int number() {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte next = in[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("a number of more than 32 bits");
    }

    long large() {
        return number() & 0xffff_ffffL | (long) number() << 32;
    }

    boolean flag() {
        return number() != 0;
    }

    <E> E constant(E[] of) {
        return of[number()];
    }

    /** How many things follow, of which each takes at least a byte. */
    int count() {
        int count = number();
        if (count < 0 || count > in.length - at) {
            throw new IllegalArgumentException(count + " values with " + (in.length - at) + " bytes left");
        }
        return count;
    }

    int[] numbers() {
        int[] values = new int[count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number();
        }
        return values;
    }

    String text() {
        int known = number();
        if (known != 0) {
            return texts.get(known - 1);
        }
        int length = count();
        String text = new String(in, at, length, StandardCharsets.UTF_8);
        at += length;
        texts.add(text);
        return text;
    }

    List<String> texts() {
        return list(this::text);
    }

    <T> List<T> list(Supplier<? extends T> each) {
        int count = count();
        List<T> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(each.get());
        }
        return List.copyOf(values);
    }

    <T> Optional<T> optional(Supplier<? extends T> value) {
        return flag() ? Optional.of(value.get()) : Optional.empty();
    }

    <T> T shared(Class<T> type, Supplier<? extends T> read) {
        int known = number();
        if (known != 0) {
            return type.cast(shared.get(known - 1));
        }
        T value = nested(read);
        shared.add(value);
        return value;
    }

    /** Reads what may hold more of its kind. */
    <T> T nested(Supplier<? extends T> read) {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep");
        }
        T value = read.get();
        depth--;
        return value;
    }
}
