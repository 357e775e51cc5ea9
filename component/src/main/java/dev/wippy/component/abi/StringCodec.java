package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Trap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings, in any of the three encodings. */
final class StringCodec extends PointerCodec {

    /** In the length of a latin1+utf16 string: it is UTF-16 (<em>utf16_tag</em>). */
    static final int UTF16_TAG = 1 << 31;

    StringCodec() {
        super(Primitive.STRING, List.of(CoreType.I32, CoreType.I32));
    }

    /** {@code load_string_from_range}. */
    @Override
    Object loadRange(LiftLowerContext cx, long pointer, int length) {
        return switch (cx.encoding()) {
            case UTF8 -> utf8(cx, bytes(cx, pointer, 1, Integer.toUnsignedLong(length)));
            case UTF16 -> utf16(cx, bytes(cx, pointer, 2, 2 * Integer.toUnsignedLong(length)));
            case LATIN1_UTF16 -> {
                if ((length & UTF16_TAG) != 0) {
                    yield utf16(cx, bytes(cx, pointer, 2, 2 * Integer.toUnsignedLong(length ^ UTF16_TAG)));
                }
                yield new String(bytes(cx, pointer, 2, length), StandardCharsets.ISO_8859_1);
            }
        };
    }

    private static byte[] bytes(LiftLowerContext cx, long pointer, int alignment, long length) {
        cx.checkLifted("string", pointer, alignment, length, length);
        return cx.read(pointer, (int) length);
    }

    private static String utf8(LiftLowerContext cx, byte[] bytes) {
        String string = new String(bytes, StandardCharsets.UTF_8);
        // The quick way puts a replacement character for what is malformed: with none there, nothing was.
        if (string.indexOf('\ufffd') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new Trap("invalid utf-8 in a string of " + cx.function() + ": " + e.getMessage(), List.of(), e);
            }
        }
        return string;
    }

    private static String utf16(LiftLowerContext cx, byte[] bytes) {
        // Not by Java's charset, which refuses U+FFFE.
        char[] chars = new char[bytes.length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (short) SHORT.get(bytes, 2 * i);
        }
        for (int i = 0; i < chars.length; i++) {
            if (Character.isSurrogate(chars[i])) {
                if (Character.isLowSurrogate(chars[i]) || i + 1 == chars.length
                        || !Character.isLowSurrogate(chars[i + 1])) {
                    throw new Trap("invalid utf-16 in a string of " + cx.function() + ": surrogate 0x"
                            + Integer.toHexString(chars[i]) + " at code unit " + i + " is alone");
                }
                i++;
            }
        }
        return new String(chars);
    }

    @Override
    long storeRange(LiftLowerContext cx, Object value) {
        if (!(value instanceof String string)) {
            throw cx.mismatch(type, "a String", value);
        }
        if (string.length() > LiftLowerContext.MAX_BYTE_LENGTH) {
            throw cx.mismatch(type, "a String of at most " + LiftLowerContext.MAX_BYTE_LENGTH, value);
        }
        StringShape shape = StringShape.of(string);
        if (!shape.wellFormed()) {
            throw cx.mismatch(type, "a String without lone surrogates", value);
        }
        return StringLowering.store(cx, string, shape);
    }
}
