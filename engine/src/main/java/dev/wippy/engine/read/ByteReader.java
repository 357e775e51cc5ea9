package dev.wippy.engine.read;

import dev.wippy.engine.InvalidModuleException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads values of the binary format (section 5.2) from a part of the module's bytes, up to a limit. */
abstract sealed class ByteReader permits SectionReader, InstructionCursor {
    private static final int MAX_QUOTED = 120;

    final byte[] bytes;
    int position;
    int limit;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
        this.limit = bytes.length;
    }

    /** The place being read, without the offset, in words. */
    abstract String place();

    /** The place of an offset, in words. */
    final String where(int offset) {
        return place() + ", offset 0x" + Integer.toHexString(offset);
    }

    /** A name of the module for a message: in quotes, of bounded length, without characters that lines break at. */
    static String quote(String name) {
        String start = name.length() > MAX_QUOTED ? name.substring(0, MAX_QUOTED) + "…" : name;
        var text = new StringBuilder("\"");
        start.codePoints().forEach(c -> {
            boolean plain = c != '"' && switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                    false;
                default -> true;
            };
            if (plain) {
                text.appendCodePoint(c);
            } else {
                text.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return text.append('"').toString();
    }

    /** The error of bytes that are malformed or invalid. */
    final InvalidModuleException invalid(String message, int offset) {
        return new InvalidModuleException(message + " (" + where(offset) + ")");
    }

    private InvalidModuleException unexpectedEnd() {
        return invalid("unexpected end of section or function", limit);
    }

    final int u8() {
        if (position >= limit) {
            throw unexpectedEnd();
        }
        return bytes[position++] & 0xff;
    }

    final void skip(int count) {
        if (count < 0 || count > limit - position) {
            throw unexpectedEnd();
        }
        position += count;
    }

    /** An unsigned 32-bit number, in an {@code int}. */
    final int u32() {
        if (position < limit) {
            byte b = bytes[position];
            if (b >= 0) {
                position++;
                return b;
            }
        }
        return (int) unsigned(32);
    }

    final long u64() {
        return unsigned(64);
    }

    private long unsigned(int bits) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            int left = bits - shift;
            if (left <= 0) {
                throw invalid("integer representation too long", position);
            }
            int b = u8();
            int digit = b & 0x7f;
            if (left < 7 && digit >= 1 << left) {
                throw invalid("integer too large", position - 1);
            }
            value |= (long) digit << shift;
            if (b < 0x80) {
                return value;
            }
        }
    }

    final int s32() {
        if (position < limit) {
            byte b = bytes[position];
            if (b >= 0) {
                position++;
                return b << 25 >> 25;
            }
        }
        return (int) signed(32);
    }

    final long s33() {
        return signed(33);
    }

    final long s64() {
        return signed(64);
    }

    private long signed(int bits) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            int left = bits - shift;
            if (left <= 0) {
                throw invalid("integer representation too long", position);
            }
            int b = u8();
            int mask = left < 7 ? -1 << left - 1 & 0x7f : 0;
            if ((b & mask) != 0 && (b & mask) != mask) {
                throw invalid("integer too large", position - 1);
            }
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                int unused = Math.max(0, 64 - shift - 7);
                return value << unused >> unused;
            }
        }
    }

    final int fixed32() {
        int start = position;
        skip(4);
        return bytes[start] & 0xff | (bytes[start + 1] & 0xff) << 8 | (bytes[start + 2] & 0xff) << 16
                | bytes[start + 3] << 24;
    }

    final long fixed64() {
        long low = fixed32() & 0xffffffffL;
        return low | (long) fixed32() << 32;
    }

    /** The length of a vector, each of whose elements takes a byte at least. */
    final int count() {
        int start = position;
        int count = u32();
        if (position == limit && count != 0) {
            throw unexpectedEnd();
        }
        if (count < 0 || count > limit - position) {
            throw invalid("length out of bounds: " + Integer.toUnsignedLong(count) + " with "
                    + (limit - position) + " bytes left", start);
        }
        return count;
    }

    /** A name (section 5.2.4). */
    final String name() {
        int length = count();
        int start = position;
        position += length;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length)).toString();
        } catch (CharacterCodingException e) {
            throw invalid("malformed UTF-8 encoding", start);
        }
    }

    /** A value type (section 5.3.5); types by index are looked up in the module's. */
    final int valType(FunctionTypes types) {
        int start = position;
        int b = u8();
        return switch (b) {
            case 0x7f -> ValType.I32;
            case 0x7e -> ValType.I64;
            case 0x7d -> ValType.F32;
            case 0x7c -> ValType.F64;
            case 0x7b -> throw Refusals.simd(where(start));
            default -> {
                position = start;
                yield referenceType(types, "malformed value type");
            }
        };
    }

    final int referenceType(FunctionTypes types) {
        return referenceType(types, "malformed reference type");
    }

    private int referenceType(FunctionTypes types, String error) {
        int start = position;
        int b = u8();
        return switch (b) {
            case 0x63 -> ValType.reference(heapType(types), true);
            case 0x64 -> ValType.reference(heapType(types), false);
            default -> {
                if (b >= 0x80 || b < 0x69 || b > 0x74) {
                    throw invalid(error + " 0x" + Integer.toHexString(b), start);
                }
                yield ValType.reference(abstractHeap(b, start), true);
            }
        };
    }

    /** A heap type (section 5.3.3). */
    final int heapType(FunctionTypes types) {
        int start = position;
        long code = s33();
        if (code >= 0) {
            return ValType.heapOfIndex(knownType(types, code, start));
        }
        return abstractHeap((int) Math.max(code, -0x40) & 0x7f, start);
    }

    private int abstractHeap(int code, int start) {
        return switch (code) {
            case 0x70 -> ValType.FUNC;
            case 0x6f -> ValType.EXTERN;
            case 0x69 -> ValType.EXN;
            case 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73, 0x74 ->
                throw new NeedsOtherException(Feature.GARBAGE_COLLECTION, where(start));
            default -> throw invalid("malformed heap type 0x" + Integer.toHexString(code), start);
        };
    }

    /** Checks an index. */
    final void known(String what, int index, int count, int offset) {
        if (Integer.compareUnsigned(index, count) >= 0) {
            throw invalid("unknown " + what + " " + Integer.toUnsignedString(index), offset);
        }
    }

    /** The canonical index of a type's index. */
    int knownType(FunctionTypes types, long index, int offset) {
        if (index >= types.count()) {
            throw invalid("unknown type " + index, offset);
        }
        return types.canonical((int) index);
    }
}
