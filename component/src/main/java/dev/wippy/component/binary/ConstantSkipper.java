package dev.wippy.component.binary;

/** Passes constant expressions (WebAssembly 3.0, <em>Constant Expressions</em>). */
final class ConstantSkipper {
    private ConstantSkipper() {}

    static void skip(ByteReader in) {
        while (true) {
            int at = in.position();
            switch (in.u8("a constant expression")) {
                case 0x0b -> {
                    return;
                }
                case 0x23, 0xd2 -> in.u32("an index");
                case 0x41, 0x42 -> leb(in);
                case 0x43 -> in.skip(4, "a number");
                case 0x44 -> in.skip(8, "a number");
                case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {}
                case 0xd0 -> in.s33("a heap type");
                case 0xfb -> aggregate(in);
                case 0xfd -> {
                    leb(in);
                    in.skip(16, "a vector");
                }
                default -> throw in.unknown(at, "an instruction of a constant expression");
            }
        }
    }

    private static void aggregate(ByteReader in) {
        int at = in.position();
        switch (in.u32("an instruction of a constant expression")) {
            case 0x00, 0x01, 0x06, 0x07 -> in.u32("a type's index");
            case 0x08 -> {
                in.u32("a type's index");
                in.u32("a length");
            }
            case 0x1a, 0x1b, 0x1c -> {}
            default -> throw in.unknown(at, "an instruction of a constant expression");
        }
    }

    private static void leb(ByteReader in) {
        while ((in.u8("a number") & 0x80) != 0) {
            // Each byte but the last has its highest bit set.
        }
    }
}
