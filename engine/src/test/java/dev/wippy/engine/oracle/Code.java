package dev.wippy.engine.oracle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of the binary format, one after the other. */
final class Code {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Code op(int... bytes) {
        for (int one : bytes) {
            out.write(one);
        }
        return this;
    }

    /** An unsigned number in LEB128. */
    Code u(long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** A signed number in LEB128. */
    Code s(long value) {
        long rest = value;
        while (rest < -64 || rest >= 64) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>= 7;
        }
        out.write((int) rest & 0x7f);
        return this;
    }

    Code fixed(long bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (bits >> 8 * i));
        }
        return this;
    }

    Code name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return u(bytes.length).raw(bytes);
    }

    Code raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Code all(Code other) {
        return raw(other.bytes());
    }

    /** Other bytes, their number in front. */
    Code sized(Code other) {
        return u(other.out.size()).all(other);
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
