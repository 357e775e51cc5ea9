package dev.wippy.engine.read;

/** The loads and stores (section 3.4.11): what they move, and how wide it is in memory. */
public final class MemoryAccess {
    /** By opcode from i32.load: the exponent of the width in bytes, which is the natural alignment. */
    private static final byte[] WIDTH = {2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2};
    /** By opcode from i32.load: the {@link ValType} of the value. */
    private static final byte[] TYPE = {1, 2, 3, 4, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 3, 4, 1, 1, 2, 2, 2};

    private MemoryAccess() {}

    public static boolean isLoad(int opcode) {
        return opcode >= Opcode.I32_LOAD && opcode <= Opcode.I64_LOAD32_U;
    }

    public static boolean isStore(int opcode) {
        return opcode >= Opcode.I32_STORE && opcode <= Opcode.I64_STORE32;
    }

    /** The exponent of the power of two of bytes that a load or store moves. */
    public static int width(int opcode) {
        return WIDTH[opcode - Opcode.I32_LOAD];
    }

    /** The {@link ValType} of the value that a load or store moves. */
    public static int type(int opcode) {
        return TYPE[opcode - Opcode.I32_LOAD];
    }
}
