package dev.wippy.component.binary;

import dev.wippy.component.error.ComponentFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the primitives of the binary format from a part of the bytes; every error tells its position. */
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    ByteReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }

    int remaining() {
        return end - position;
    }

    int u8(String what) {
        if (position == end) {
            throw fail("the bytes end where " + what + " is due");
        }
        return bytes[position++] & 0xff;
    }

    int peek(String what) {
        int value = u8(what);
        position--;
        return value;
    }

    /** An unsigned 32-bit number, as its bits. */
    int u32(String what) {
        return (int) unsigned(32, what);
    }

    /** An unsigned 64-bit number, as its bits. */
    long u64(String what) {
        return unsigned(64, what);
    }

    private long unsigned(int bits, String what) {
        int start = position;
        long value = 0;
        for (int shift = 0;; shift += 7) {
            int next = u8(what);
            int left = bits - shift;
            if (left < 7 && (next & 0x7f) >>> left != 0) {
                throw new ComponentFormatException(start, what + " does not fit into " + bits + " bits");
            }
            value |= (long) (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
            if (left <= 7) {
                throw new ComponentFormatException(start, what + " takes more bytes than a number of " + bits
                        + " bits may");
            }
        }
    }

    /** A signed 33-bit number, which a type's index or opcode is. */
    long s33(String what) {
        int start = position;
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u8(what);
            value |= (long) (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                long signed = value << (64 - shift - 7) >> (64 - shift - 7);
                if (signed != signed << 31 >> 31) {
                    throw new ComponentFormatException(start, what + " does not fit into 33 bits");
                }
                return signed;
            }
        }
        throw new ComponentFormatException(start, what + " takes more bytes than a number of 33 bits may");
    }

    /** The length of a vector, each of whose elements takes a byte at least. */
    int count(String what) {
        int start = position;
        int count = u32("the number of " + what);
        if (count < 0 || count > remaining()) {
            throw new ComponentFormatException(start,
                    Integer.toUnsignedString(count) + " " + what + " do not fit into the " + remaining()
                            + " bytes that are left");
        }
        return count;
    }

    <T> List<T> vector(String what, Supplier<T> element) {
        int count = count(what);
        List<T> elements = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return List.copyOf(elements);
    }

    <T> Optional<T> optional(String what, Supplier<T> element) {
        return flag(what) ? Optional.of(element.get()) : Optional.empty();
    }

    /** A byte that is 0 or 1. */
    boolean flag(String what) {
        int start = position;
        return switch (u8(what)) {
            case 0x00 -> false;
            case 0x01 -> true;
            default -> throw unknown(start, what);
        };
    }

    void expect(int value, String what) {
        int start = position;
        if (u8(what) != value) {
            throw unknown(start, what);
        }
    }

    /** A length in bytes and as many bytes of UTF-8. */
    String name(String what) {
        int start = position;
        int length = u32("the length of " + what);
        if (length < 0 || length > remaining()) {
            throw new ComponentFormatException(start,
                    what + " of " + Integer.toUnsignedString(length) + " bytes does not fit into the " + remaining()
                            + " bytes that are left");
        }
        try {
            String name = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, length))
                    .toString();
            position += length;
            return name;
        } catch (CharacterCodingException _) {
            throw new ComponentFormatException(position, what + " is not UTF-8");
        }
    }

    /** The next bytes, which are then passed. */
    ByteReader part(int length, String what) {
        int from = position;
        skip(length, what);
        return new ByteReader(bytes, from, position);
    }

    void skip(int length, String what) {
        if (length < 0 || length > remaining()) {
            throw fail(what + " of " + Integer.toUnsignedString(length) + " bytes does not fit into the " + remaining()
                    + " bytes that are left");
        }
        position += length;
    }

    Slice rest() {
        Slice slice = new Slice(bytes, position, end - position);
        position = end;
        return slice;
    }

    ComponentFormatException fail(String message) {
        return new ComponentFormatException(position, message);
    }

    ComponentFormatException unknown(int at, String what) {
        return new ComponentFormatException(at,
                "0x%02x is not %s".formatted(bytes[at] & 0xff, what));
    }
}
