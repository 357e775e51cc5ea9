package dev.wippy.engine.generate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The constants of one class file (JVMS 4.4); equal ones are written once. */
final class ConstantPool {
    /** Indices are 16 bits wide; some are left for what finishing the class still adds. */
    private static final int LIMIT = 65_000;

    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    private record Number(int tag, long bits) {}

    private record Text(int tag, String text) {}

    private record Member(int tag, String owner, String name, String descriptor) {}

    private final Map<Object, Integer> entries = new HashMap<>(256);
    private byte[] bytes = new byte[4096];
    private int length;
    private int count = 1;
    /** Whether the class is only measured, and may have more constants than a class file can. */
    boolean measuring;

    /** One more than the number of the last entry, as the class file has it. */
    int count() {
        return count;
    }

    /** How many bytes {@link #copyTo} writes. */
    int length() {
        return length;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
    }

    int utf8(String text) {
        Integer known = entries.get(text);
        if (known != null) {
            return known;
        }
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            size += width(text.charAt(i));
        }
        if (size > 0xffff) {
            throw new TooLargeException("constant of " + size + " bytes");
        }
        reserve(3 + size);
        u1(UTF8);
        u2(size);
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        return add(text, 1);
    }

    private static int width(char c) {
        return c >= 1 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }

    /** Modified UTF-8 (JVMS 4.4.7). */
    private void character(char c) {
        switch (width(c)) {
            case 1 -> u1(c);
            case 2 -> {
                u1(0xc0 | c >> 6);
                u1(0x80 | c & 0x3f);
            }
            default -> {
                u1(0xe0 | c >> 12);
                u1(0x80 | c >> 6 & 0x3f);
                u1(0x80 | c & 0x3f);
            }
        }
    }

    /** A class by its internal name. */
    int type(String name) {
        return text(CLASS, name);
    }

    int string(String value) {
        return text(STRING, value);
    }

    private int text(int tag, String value) {
        Text key = new Text(tag, value);
        Integer known = entries.get(key);
        if (known != null) {
            return known;
        }
        int index = utf8(value);
        reserve(3);
        u1(tag);
        u2(index);
        return add(key, 1);
    }

    int field(String owner, String name, String descriptor) {
        return member(FIELD, owner, name, descriptor);
    }

    int method(String owner, String name, String descriptor) {
        return member(METHOD, owner, name, descriptor);
    }

    private int member(int tag, String owner, String name, String descriptor) {
        Member key = new Member(tag, owner, name, descriptor);
        Integer known = entries.get(key);
        if (known != null) {
            return known;
        }
        int type = type(owner);
        int nameAndType = nameAndType(name, descriptor);
        reserve(5);
        u1(tag);
        u2(type);
        u2(nameAndType);
        return add(key, 1);
    }

    private int nameAndType(String name, String descriptor) {
        Member key = new Member(NAME_AND_TYPE, "", name, descriptor);
        Integer known = entries.get(key);
        if (known != null) {
            return known;
        }
        int nameIndex = utf8(name);
        int descriptorIndex = utf8(descriptor);
        reserve(5);
        u1(NAME_AND_TYPE);
        u2(nameIndex);
        u2(descriptorIndex);
        return add(key, 1);
    }

    int integer(int value) {
        return number(INTEGER, value);
    }

    int floating(int bits) {
        return number(FLOAT, bits);
    }

    int longInteger(long value) {
        return number(LONG, value);
    }

    int doubleFloat(long bits) {
        return number(DOUBLE, bits);
    }

    private int number(int tag, long bits) {
        Number key = new Number(tag, bits);
        Integer known = entries.get(key);
        if (known != null) {
            return known;
        }
        boolean wide = tag == LONG || tag == DOUBLE;
        reserve(9);
        u1(tag);
        if (wide) {
            u4((int) (bits >>> 32));
        }
        u4((int) bits);
        return add(key, wide ? 2 : 1);
    }

    private int add(Object key, int slots) {
        int index = count;
        count += slots;
        if (count > LIMIT && !measuring) {
            throw new TooLargeException("constant pool is full");
        }
        entries.put(key, index);
        return index;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void u1(int value) {
        bytes[length++] = (byte) value;
    }

    private void u2(int value) {
        u1(value >> 8);
        u1(value);
    }

    private void u4(int value) {
        u2(value >> 16);
        u2(value);
    }
}
