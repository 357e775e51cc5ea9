package dev.wippy.component.abi;

import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.Safepoint;
import java.nio.charset.StandardCharsets;

/**
 * Puts strings into a guest's memory (CanonicalABI.md, <em>store_string_into_range</em>). How often realloc is called,
 * and for how much, depends on the encoding that the string comes from, and is the specification's; what lies in the
 * memory between two of these calls is not, where only realloc itself could see it.
 */
final class StringLowering {

    private static final int PIECE = 1 << 14;

    private StringLowering() {}

    static long store(LiftLowerContext cx, String string, StringShape shape) {
        int units = string.length();
        StringEncoding source = cx.source();
        return switch (cx.encoding()) {
            case UTF8 -> switch (source) {
                case UTF8 -> copyUtf8(cx, string);
                case UTF16 -> toUtf8(cx, string, shape, 3L * units);
                case LATIN1_UTF16 -> toUtf8(cx, string, shape, (shape.latin1() ? 2L : 3L) * units);
            };
            case UTF16 -> source == StringEncoding.UTF8 ? utf8ToUtf16(cx, string, shape) : copyUtf16(cx, string);
            case LATIN1_UTF16 -> switch (source) {
                case UTF8 -> toLatin1OrUtf16(cx, string, shape, shape.utf8Length());
                case UTF16 -> toLatin1OrUtf16(cx, string, shape, units);
                // A string that says it is UTF-16 and need not be is not told from one in Latin-1 any more.
                case LATIN1_UTF16 -> shape.latin1() ? copyLatin1(cx, string) : copyTagged(cx, string);
            };
        };
    }

    private static long copyUtf8(LiftLowerContext cx, String string) {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        long pointer = cx.allocate(1, bytes.length);
        cx.write(pointer, bytes);
        return PointerCodec.pack(pointer, bytes.length);
    }

    private static long copyLatin1(LiftLowerContext cx, String string) {
        long pointer = cx.allocate(2, string.length());
        cx.write(pointer, string.getBytes(StandardCharsets.ISO_8859_1));
        return PointerCodec.pack(pointer, string.length());
    }

    private static long copyUtf16(LiftLowerContext cx, String string) {
        long pointer = cx.allocate(2, 2L * string.length());
        writeUtf16(cx, pointer, string);
        return PointerCodec.pack(pointer, string.length());
    }

    private static long copyTagged(LiftLowerContext cx, String string) {
        return copyUtf16(cx, string) | (long) StringCodec.UTF16_TAG << 32;
    }

    /** {@code store_string_to_utf8}: as if all were ASCII, then for the worst case, then what it is. */
    private static long toUtf8(LiftLowerContext cx, String string, StringShape shape, long worst) {
        int units = string.length();
        long pointer = cx.allocate(1, units);
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        if (shape.ascii(units)) {
            cx.write(pointer, bytes);
            return PointerCodec.pack(pointer, units);
        }
        pointer = cx.reallocate(pointer, units, 1, worst);
        cx.write(pointer, bytes);
        if (worst > bytes.length) {
            pointer = cx.reallocate(pointer, worst, 1, bytes.length);
        }
        return PointerCodec.pack(pointer, bytes.length);
    }

    /** {@code store_utf8_to_utf16}: two bytes for each of UTF-8, then what it is. */
    private static long utf8ToUtf16(LiftLowerContext cx, String string, StringShape shape) {
        long worst = 2L * shape.utf8Length();
        long length = 2L * string.length();
        long pointer = cx.allocate(2, worst);
        writeUtf16(cx, pointer, string);
        if (length < worst) {
            pointer = cx.reallocate(pointer, worst, 2, length);
        }
        return PointerCodec.pack(pointer, string.length());
    }

    /** {@code store_string_to_latin1_or_utf16}: as if all were Latin-1, then as UTF-16 where that does not do. */
    private static long toLatin1OrUtf16(LiftLowerContext cx, String string, StringShape shape, int sourceUnits) {
        long pointer = cx.allocate(2, sourceUnits);
        if (shape.latin1()) {
            cx.write(pointer, string.getBytes(StandardCharsets.ISO_8859_1));
            if (string.length() < sourceUnits) {
                pointer = cx.reallocate(pointer, sourceUnits, 2, string.length());
            }
            return PointerCodec.pack(pointer, string.length());
        }
        long worst = 2L * sourceUnits;
        long length = 2L * string.length();
        pointer = cx.reallocate(pointer, sourceUnits, 2, worst);
        writeUtf16(cx, pointer, string);
        if (worst > length) {
            pointer = cx.reallocate(pointer, worst, 2, length);
        }
        return PointerCodec.pack(pointer, string.length() | StringCodec.UTF16_TAG);
    }

    private static void writeUtf16(LiftLowerContext cx, long pointer, String string) {
        CoreMemory memory = cx.memory();
        byte[] bytes = new byte[2 * Math.min(PIECE, string.length())];
        for (int from = 0; from < string.length(); from += PIECE) {
            Safepoint.poll();
            int some = Math.min(PIECE, string.length() - from);
            for (int i = 0; i < some; i++) {
                Codec.SHORT.set(bytes, 2 * i, (short) string.charAt(from + i));
            }
            memory.write(pointer + 2L * from, bytes, 0, 2 * some);
        }
    }
}
