package dev.wippy.engine.generate;

import java.util.Arrays;

/** Bytes that are written one after the other, big-endian as class files have them. */
final class ByteSink {
    byte[] bytes;
    int length;

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    void u1(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    void u2(int value) {
        u1(value >> 8);
        u1(value);
    }

    void u4(int value) {
        u2(value >> 16);
        u2(value);
    }

    void all(byte[] from, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(from, 0, bytes, length, count);
        length += count;
    }

    void all(ByteSink from) {
        all(from.bytes, from.length);
    }

    void patch2(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    void patch4(int at, int value) {
        patch2(at, value >> 16);
        patch2(at + 2, value);
    }
}
