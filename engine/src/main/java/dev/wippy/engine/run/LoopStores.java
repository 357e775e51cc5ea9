package dev.wippy.engine.run;

import java.lang.invoke.VarHandle;

/**
 * The stores of a loop that keeps the window in locals, as {@link LinearMemory} has it: they differ from {@link Stores} in that,
 * and in that what is outside of the window goes beside it until the loop's head. Their length in bytecode is as
 * there. Public for generated classes only.
 */
public final class LoopStores {
    private static final VarHandle SHORT = LinearMemory.SHORT;
    private static final VarHandle INT = LinearMemory.INT;
    private static final VarHandle LONG = LinearMemory.LONG;
    private static final VarHandle FLOAT = LinearMemory.FLOAT;
    private static final VarHandle DOUBLE = LinearMemory.DOUBLE;

    private LoopStores() {}

    public static void i32(int address, int value, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            INT.set(bytes, address - low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            memory.storeBeside(address, offset, 4, value);
        }
    }

    public static void i64(int address, long value, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            LONG.set(bytes, address - low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            memory.storeBeside(address, offset, 8, value);
        }
    }

    public static void f32(int address, float value, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            FLOAT.set(bytes, address - low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            memory.storeBeside(address, offset, 4, Float.floatToRawIntBits(value));
        }
    }

    public static void f64(int address, double value, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            DOUBLE.set(bytes, address - low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            memory.storeBeside(address, offset, 8, Double.doubleToRawLongBits(value));
        }
    }

    public static void i8(int address, int value, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 1 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            bytes[address - low + offset] = (byte) value;
        } catch (IndexOutOfBoundsException _) {
            memory.storeBeside(address, offset, 1, value);
        }
    }

    public static void i16(int address, int value, int offset, byte[] bytes, int low, int end,
            LinearMemory memory) {
        if (address < 0 || address > end - 2 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            SHORT.set(bytes, address - low + offset, (short) value);
        } catch (IndexOutOfBoundsException _) {
            memory.storeBeside(address, offset, 2, value);
        }
    }
}
