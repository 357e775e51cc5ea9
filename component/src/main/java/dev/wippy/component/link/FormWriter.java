package dev.wippy.component.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes what {@link FormReader} reads: small numbers in a byte, and what is shared once. */
final class FormWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<Object, Integer> shared = new IdentityHashMap<>();

    void bytes(byte[] values) {
        out.writeBytes(values);
    }

    /** Any number; those near zero take the fewest bytes. */
    void number(int value) {
        long rest = (value << 1 ^ value >> 31) & 0xffff_ffffL;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void large(long value) {
        number((int) value);
        number((int) (value >> 32));
    }

    void flag(boolean value) {
        number(value ? 1 : 0);
    }

    void constant(Enum<?> value) {
        number(value.ordinal());
    }

    void numbers(int[] values) {
        number(values.length);
        for (int value : values) {
            number(value);
        }
    }

    /** A text: 0 and the text itself at first, then its number. */
    void text(String value) {
        Integer known = texts.putIfAbsent(value, texts.size() + 1);
        if (known != null) {
            number(known);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        number(0);
        number(bytes.length);
        bytes(bytes);
    }

    void texts(List<String> values) {
        list(values, this::text);
    }

    <T> void list(List<? extends T> values, Consumer<T> each) {
        number(values.size());
        values.forEach(each);
    }

    <T> void optional(Optional<? extends T> value, Consumer<T> each) {
        flag(value.isPresent());
        value.ifPresent(each);
    }

    /** Something that others may hold, too: 0 and the thing itself at first, then its number. */
    <T> void shared(T value, Consumer<T> write) {
        Integer known = shared.get(value);
        if (known != null) {
            number(known);
            return;
        }
        number(0);
        write.accept(value);
        shared.put(value, shared.size() + 1);
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
