package dev.wippy.engine.read;

import java.io.ByteArrayOutputStream;

/** Modules written byte by byte, section by section, in the order in which they are added. */
final class ModuleBytes {
    static final int I32 = 0x7f;
    static final int I64 = 0x7e;
    static final int F32 = 0x7d;
    static final int FUNCREF = 0x70;
    static final int EXNREF = 0x69;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ModuleBytes() {
        out.writeBytes(new byte[]{0, 'a', 's', 'm', 1, 0, 0, 0});
    }

    /** A module of one function that has a type and a body. */
    static byte[] function(byte[] type, byte[] locals, byte[] code) {
        return new ModuleBytes().types(type).section(3, vector(new byte[]{0})).code(body(locals, code)).bytes();
    }

    ModuleBytes types(byte[]... types) {
        return section(1, vector(types));
    }

    ModuleBytes code(byte[]... bodies) {
        return section(10, vector(bodies));
    }

    ModuleBytes section(int id, byte[] content) {
        out.write(id);
        out.writeBytes(leb(content.length));
        out.writeBytes(content);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** A function type of parameters and results. */
    static byte[] type(byte[] parameters, byte[] results) {
        return concat(of(0x60), leb(parameters.length), parameters, leb(results.length), results);
    }

    /** A body: its declarations of locals with their count in front, and its code, to which the end is added. */
    static byte[] body(byte[] locals, byte[] code) {
        byte[] content = concat(locals, code, of(0x0b));
        return concat(leb(content.length), content);
    }

    static byte[] of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] vector(byte[]... items) {
        return concat(leb(items.length), concat(items));
    }

    static byte[] repeat(int count, int... values) {
        byte[] once = of(values);
        byte[] all = new byte[count * once.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = once[i % once.length];
        }
        return all;
    }

    /** An unsigned number. */
    static byte[] leb(long value) {
        var bytes = new ByteArrayOutputStream();
        for (; value >= 0x80; value >>>= 7) {
            bytes.write((int) (value & 0x7f | 0x80));
        }
        bytes.write((int) value);
        return bytes.toByteArray();
    }
}
