package dev.wippy.engine.run;

import java.lang.invoke.VarHandle;

/**
 * The loads of a loop that keeps the window in locals, as {@link LinearMemory} has it: they differ from {@link Loads} in that,
 * and in that what is outside of the window goes beside it until the loop's head. Their length in bytecode is as
 * there. Public for generated classes only.
 */
public final class LoopLoads {
    private static final VarHandle SHORT = LinearMemory.SHORT;
    private static final VarHandle INT = LinearMemory.INT;
    private static final VarHandle LONG = LinearMemory.LONG;
    private static final VarHandle FLOAT = LinearMemory.FLOAT;
    private static final VarHandle DOUBLE = LinearMemory.DOUBLE;

    private LoopLoads() {}

    public static int i32(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (int) INT.get(bytes, address - low + offset);
        } catch (IndexOutOfBoundsException _) {
            return (int) memory.loadBeside(address, offset, 4);
        }
    }

    public static long i64(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (long) LONG.get(bytes, address - low + offset);
        } catch (IndexOutOfBoundsException _) {
            return memory.loadBeside(address, offset, 8);
        }
    }

    public static float f32(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (float) FLOAT.get(bytes, address - low + offset);
        } catch (IndexOutOfBoundsException _) {
            return Float.intBitsToFloat((int) memory.loadBeside(address, offset, 4));
        }
    }

    public static double f64(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (double) DOUBLE.get(bytes, address - low + offset);
        } catch (IndexOutOfBoundsException _) {
            return Double.longBitsToDouble(memory.loadBeside(address, offset, 8));
        }
    }

    public static int i8(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 1 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return bytes[address - low + offset];
        } catch (IndexOutOfBoundsException _) {
            return (byte) memory.loadBeside(address, offset, 1);
        }
    }

    public static int u8(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 1 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return bytes[address - low + offset] & 0xff;
        } catch (IndexOutOfBoundsException _) {
            return (int) memory.loadBeside(address, offset, 1);
        }
    }

    public static int i16(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 2 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (short) SHORT.get(bytes, address - low + offset);
        } catch (IndexOutOfBoundsException _) {
            return (short) memory.loadBeside(address, offset, 2);
        }
    }

    public static int u16(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 2 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (short) SHORT.get(bytes, address - low + offset)
                    & 0xffff;
        } catch (IndexOutOfBoundsException _) {
            return (int) memory.loadBeside(address, offset, 2);
        }
    }

    public static long u32(int address, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (int) INT.get(bytes, address - low + offset)
                    & 0xffff_ffffL;
        } catch (IndexOutOfBoundsException _) {
            return memory.loadBeside(address, offset, 4);
        }
    }
}
