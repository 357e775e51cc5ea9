package dev.wippy.engine.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the values of {@link KeptSections}; what does not fit is a RuntimeException, and never a large allocation. */
final class FormReader {
    private final ByteBuffer in;

    FormReader(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isAtEnd() {
        return !in.hasRemaining();
    }

    int number() {
        return in.getInt();
    }

    long large() {
        return in.getLong();
    }

    boolean flag() {
        return in.getInt() != 0;
    }

    /** A count of values that take at least so many bytes each. */
    int count(int each) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / each) {
            throw new IllegalArgumentException(count + " values with " + in.remaining() + " bytes left");
        }
        return count;
    }

    int[] numbers() {
        int[] values = new int[count(Integer.BYTES)];
        in.asIntBuffer().get(values);
        in.position(in.position() + values.length * Integer.BYTES);
        return values;
    }

    long[] larges() {
        long[] values = new long[count(Long.BYTES)];
        in.asLongBuffer().get(values);
        in.position(in.position() + values.length * Long.BYTES);
        return values;
    }

    String text() {
        int length = count(1);
        String value = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return value;
    }
}
