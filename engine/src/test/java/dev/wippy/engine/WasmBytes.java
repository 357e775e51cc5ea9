package dev.wippy.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Modules that the text format's tool of the tests is too old for, byte by byte. */
final class WasmBytes {

    static final int TYPE = 1;
    static final int IMPORT = 2;
    static final int FUNCTION = 3;
    static final int TABLE = 4;
    static final int MEMORY = 5;
    static final int GLOBAL = 6;
    static final int EXPORT = 7;
    static final int CODE = 10;
    static final int TAG = 13;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private WasmBytes() {
        out.writeBytes(new byte[]{0, 'a', 's', 'm', 1, 0, 0, 0});
    }

    static WasmBytes module() {
        return new WasmBytes();
    }

    /** A section that is a vector; each entry is the bytes of one. */
    WasmBytes section(int id, byte[]... entries) {
        byte[] content = vector(entries);
        out.write(id);
        out.writeBytes(unsigned(content.length));
        out.writeBytes(content);
        return this;
    }

    byte[] end() {
        return out.toByteArray();
    }

    /** Bytes, written as ints. */
    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] vector(byte[]... entries) {
        return concat(unsigned(entries.length), concat(entries));
    }

    static byte[] name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return concat(unsigned(bytes.length), bytes);
    }

    /** A function's body without locals; the end is added. */
    static byte[] body(byte[]... code) {
        byte[] content = concat(bytes(0), concat(code), bytes(0x0B));
        return concat(unsigned(content.length), content);
    }

    /** An unsigned number in LEB128. */
    static byte[] unsigned(long value) {
        ByteArrayOutputStream leb = new ByteArrayOutputStream();
        long rest = value;
        while (rest >= 0x80) {
            leb.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        leb.write((int) rest);
        return leb.toByteArray();
    }

    /** A module whose {@code run} calls its one import inside a {@code try_table} with a {@code catch_all}. */
    static byte[] catchingAllOfAnImport() {
        return module()
                .section(TYPE, bytes(0x60, 0, 0))
                .section(IMPORT, concat(name("host"), name("f"), bytes(0, 0)))
                .section(FUNCTION, bytes(0))
                .section(EXPORT, concat(name("run"), bytes(0, 1)))
                // block; try_table (catch_all 0) call 0 end; end
                .section(CODE, body(bytes(0x02, 0x40, 0x1F, 0x40, 1, 0x02, 0, 0x10, 0, 0x0B, 0x0B)))
                .end();
    }

    /** Exports {@code run}: {@code outer}, which calls a function without a name, which calls {@code inner}: a trap. */
    static byte[] named() {
        return module()
                .section(TYPE, bytes(0x60, 0, 0))
                .section(FUNCTION, bytes(0), bytes(0), bytes(0))
                .section(EXPORT, concat(name("run"), bytes(0, 2)))
                .section(CODE, body(bytes(0x00)), body(bytes(0x10, 0)), body(bytes(0x10, 1)))
                .custom("name", concat(bytes(1), sized(vector(concat(bytes(0), name("inner")),
                        concat(bytes(2), name("outer"))))))
                .end();
    }

    /**
     * Exports {@code sum}, of more code than a JVM method takes, which counts to 30,000, for ever if its parameter is
     * not zero.
     */
    static byte[] huge() {
        ByteArrayOutputStream adds = new ByteArrayOutputStream();
        for (int i = 0; i < 30_000; i++) {
            // local.get 1; i32.const 1; i32.add; local.set 1
            adds.writeBytes(bytes(0x20, 1, 0x41, 1, 0x6A, 0x21, 1));
        }
        byte[] code = concat(bytes(1, 1, 0x7F, 0x03, 0x40), adds.toByteArray(),
                bytes(0x20, 0, 0x0D, 0, 0x0B, 0x20, 1, 0x0B));
        return module()
                .section(TYPE, bytes(0x60, 1, 0x7F, 1, 0x7F))
                .section(FUNCTION, bytes(0))
                .section(EXPORT, concat(name("sum"), bytes(0, 0)))
                .section(CODE, sized(code))
                .end();
    }

    /** Exports {@code down}, which tail-calls itself with one less, and at zero its import. */
    static byte[] tailCallingItsImport() {
        return module()
                .section(TYPE, bytes(0x60, 1, 0x7F, 1, 0x7F))
                .section(IMPORT, concat(name("host"), name("f"), bytes(0, 0)))
                .section(FUNCTION, bytes(0))
                .section(EXPORT, concat(name("down"), bytes(0, 1)))
                // local.get 0; if; local.get 0; i32.const 1; i32.sub; return_call 1; end; local.get 0; return_call 0
                .section(CODE, body(bytes(0x20, 0, 0x04, 0x40, 0x20, 0, 0x41, 1, 0x6B, 0x12, 1, 0x0B, 0x20, 0, 0x12,
                        0)))
                .end();
    }

    private WasmBytes custom(String name, byte[] content) {
        out.write(0);
        out.writeBytes(sized(concat(name(name), content)));
        return this;
    }

    private static byte[] sized(byte[] content) {
        return concat(unsigned(content.length), content);
    }
}
