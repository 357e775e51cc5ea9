package dev.wippy.engine.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the values that {@link FormReader} reads. */
final class FormWriter {
    private ByteBuffer out = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

    private ByteBuffer room(long count) {
        if (count > out.remaining()) {
            byte[] larger = Arrays.copyOf(out.array(), Math.toIntExact((out.position() + count) * 2));
            out = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN).position(out.position());
        }
        return out;
    }

    void number(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void large(long value) {
        room(Long.BYTES).putLong(value);
    }

    void flag(boolean value) {
        number(value ? 1 : 0);
    }

    void numbers(int[] values) {
        number(values.length);
        ByteBuffer room = room((long) values.length * Integer.BYTES);
        room.asIntBuffer().put(values);
        room.position(room.position() + values.length * Integer.BYTES);
    }

    void large(long[] values) {
        number(values.length);
        for (long value : values) {
            large(value);
        }
    }

    void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        bytes(bytes);
    }

    void bytes(byte[] values) {
        room(values.length).put(values);
    }

    byte[] toArray() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
