package dev.wippy.engine.run;

import java.lang.invoke.VarHandle;

/**
 * The stores.
 *
 * <p>As {@link Loads} has it.
 *
 * <p>The methods are a little more than 35 bytes of bytecode long, so that C1 does not inline them: methods full of
 * inlined accesses are more than it can take, which cost 8 to 36 % on short runs. C2 inlines them. Public for generated
 * classes only.
 */
public final class Stores {
    private static final VarHandle SHORT = LinearMemory.SHORT;
    private static final VarHandle INT = LinearMemory.INT;
    private static final VarHandle LONG = LinearMemory.LONG;
    private static final VarHandle FLOAT = LinearMemory.FLOAT;
    private static final VarHandle DOUBLE = LinearMemory.DOUBLE;

    private Stores() {}

    public static void i32(int address, int value, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            INT.set(memory.bytes, address - memory.low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            INT.set(memory.bytes, index, value);
        }
    }

    public static void i64(int address, long value, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            LONG.set(memory.bytes, address - memory.low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 8);
            LONG.set(memory.bytes, index, value);
        }
    }

    public static void f32(int address, float value, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            FLOAT.set(memory.bytes, address - memory.low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            FLOAT.set(memory.bytes, index, value);
        }
    }

    public static void f64(int address, double value, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            DOUBLE.set(memory.bytes, address - memory.low + offset, value);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 8);
            DOUBLE.set(memory.bytes, index, value);
        }
    }

    public static void i8(int address, int value, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 1 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            memory.bytes[address - memory.low + offset] = (byte) value;
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 1);
            memory.bytes[index] = (byte) value;
        }
    }

    public static void i16(int address, int value, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 2 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            SHORT.set(memory.bytes, address - memory.low + offset, (short) value);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 2);
            SHORT.set(memory.bytes, index, (short) value);
        }
    }
}
