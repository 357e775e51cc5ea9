package dev.wippy.lua;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way between Lua and Java, in the form that {@code values.c} describes. A string of Lua's is a Java
 * string if it is UTF-8, and bytes if it is not; what is no integer of Lua's, a {@code u64} past 2^63, is a float there,
 * as such a numeral is.
 */
final class LuaValues {
    /** The same as in {@code values.h}: neither side reads deeper than the other writes. */
    private static final int MAX_DEPTH = 140;

    private LuaValues() {}

    // From Lua

    /** All values of a text that a guest wrote. */
    static List<@Nullable Object> read(byte[] bytes) {
        var reader = new Reader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        List<@Nullable Object> values = new ArrayList<>();
        while (reader.bytes.hasRemaining()) {
            values.add(reader.value(0));
        }
        return values;
    }

    private record Reader(ByteBuffer bytes) {

        @Nullable
        Object value(int depth) {
            if (depth > MAX_DEPTH) {
                throw new IllegalStateException("a value of a script is nested deeper than it may be");
            }
            char letter = (char) bytes.get();
            return switch (letter) {
                case 'n' -> null;
                case 't' -> true;
                case 'f' -> false;
                case 'i' -> bytes.getLong();
                case 'd' -> bytes.getDouble();
                case 's' -> text(raw());
                case 'l' -> list(depth);
                case 'm' -> map(depth);
                case 'x' -> new LuaError(decoded(raw()), decoded(raw()));
                default -> throw new IllegalStateException("a value of a script begins with " + (int) letter);
            };
        }

        private byte[] raw() {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw new IllegalStateException("a text of a script is cut off");
            }
            byte[] content = new byte[length];
            bytes.get(content);
            return content;
        }

        private List<@Nullable Object> list(int depth) {
            int count = bytes.getInt();
            List<@Nullable Object> items = new ArrayList<>(Math.clamp(count, 0, bytes.remaining()));
            for (int i = 0; i < count; i++) {
                items.add(value(depth + 1));
            }
            return items;
        }

        private Map<String, @Nullable Object> map(int depth) {
            int count = bytes.getInt();
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                String key = decoded(raw());
                map.put(key, value(depth + 1));
            }
            return map;
        }
    }

    private static Object text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            return bytes;
        }
    }

    /** What is to be text, whatever it is: what is no UTF-8 in it is replaced. */
    static String decoded(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    // To Lua

    /** Values as a guest reads them. */
    static byte[] write(@Nullable Object... values) {
        var writer = new Writer(new ByteArrayOutputStream());
        for (Object value : values) {
            writer.value(value, 0);
        }
        return writer.out.toByteArray();
    }

    private record Writer(ByteArrayOutputStream out) {

        void value(@Nullable Object value, int depth) {
            if (depth > MAX_DEPTH) {
                throw new KernelException(
                        ErrorKind.INVALID, "a value is nested deeper than " + MAX_DEPTH + " levels");
            }
            switch (value) {
                case null -> out.write('n');
                case Boolean bool -> out.write(bool ? 't' : 'f');
                case Float number -> number(number.doubleValue());
                case Double number -> number(number);
                case BigInteger big when big.bitLength() > 63 -> number(big.doubleValue());
                case Number number -> integer(number.longValue());
                case byte[] bytes -> raw('s', bytes);
                case Character character -> text('s', character.toString());
                case String text -> text('s', text);
                case LuaError error -> {
                    text('x', error.kind());
                    text(error.message());
                }
                case Collection<?> list -> {
                    out.write('l');
                    size(list.size());
                    list.forEach(item -> value(item, depth + 1));
                }
                case Map<?, ?> map -> {
                    out.write('m');
                    size(map.size());
                    map.forEach((key, item) -> {
                        text(String.valueOf(key));
                        value(item, depth + 1);
                    });
                }
                default -> throw new KernelException(
                        ErrorKind.INVALID, "a " + value.getClass().getName() + " can't be given to a script");
            }
        }

        private void integer(long number) {
            out.write('i');
            eight(number);
        }

        private void number(double number) {
            out.write('d');
            eight(Double.doubleToRawLongBits(number));
        }

        private void eight(long bits) {
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                out.write((int) (bits >>> shift));
            }
        }

        private void size(int size) {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                out.write(size >>> shift);
            }
        }

        private void text(char letter, String text) {
            out.write(letter);
            text(text);
        }

        private void text(String text) {
            // A lone surrogate, which UTF-8 has no bytes for, becomes a question mark.
            ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
            size(encoded.remaining());
            out.write(encoded.array(), 0, encoded.remaining());
        }

        private void raw(char letter, byte[] bytes) {
            out.write(letter);
            size(bytes.length);
            out.writeBytes(bytes);
        }
    }
}
