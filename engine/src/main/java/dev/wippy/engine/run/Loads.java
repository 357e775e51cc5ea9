package dev.wippy.engine.run;

import java.lang.invoke.VarHandle;

/**
 * The loads.
 *
 * <p>The effective address is 33 bits wide; {@code address & MIN_VALUE | address + offset} has its sign bit set whenever
 * the true one is 2^31 or more, so that it never comes to lie inside a window, which ends below 2^31: no branch is
 * needed. What is outside of the window is caught, compared with the memory's true size, and widens the window.
 *
 * <p>The methods are a little more than 35 bytes of bytecode long, so that C1 does not inline them: methods full of
 * inlined accesses are more than it can take, which cost 8 to 36 % on short runs. C2 inlines them. Public for generated
 * classes only.
 */
public final class Loads {
    private static final VarHandle SHORT = LinearMemory.SHORT;
    private static final VarHandle INT = LinearMemory.INT;
    private static final VarHandle LONG = LinearMemory.LONG;
    private static final VarHandle FLOAT = LinearMemory.FLOAT;
    private static final VarHandle DOUBLE = LinearMemory.DOUBLE;

    private Loads() {}

    public static int i32(int address, int offset, LinearMemory memory) {
        try {
            return (int) INT.get(memory.bytes, (address & Integer.MIN_VALUE | address + offset) - memory.low);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            return (int) INT.get(memory.bytes, index);
        }
    }

    public static long i64(int address, int offset, LinearMemory memory) {
        try {
            return (long) LONG.get(memory.bytes, (address & Integer.MIN_VALUE | address + offset) - memory.low);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 8);
            return (long) LONG.get(memory.bytes, index);
        }
    }

    public static float f32(int address, int offset, LinearMemory memory) {
        try {
            return (float) FLOAT.get(memory.bytes, (address & Integer.MIN_VALUE | address + offset) - memory.low);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            return (float) FLOAT.get(memory.bytes, index);
        }
    }

    public static double f64(int address, int offset, LinearMemory memory) {
        try {
            return (double) DOUBLE.get(memory.bytes, (address & Integer.MIN_VALUE | address + offset) - memory.low);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 8);
            return (double) DOUBLE.get(memory.bytes, index);
        }
    }

    public static int i8(int address, int offset, LinearMemory memory) {
        try {
            return memory.bytes[(address & Integer.MIN_VALUE | address + offset) - memory.low];
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 1);
            return memory.bytes[index];
        }
    }

    public static int u8(int address, int offset, LinearMemory memory) {
        try {
            return memory.bytes[(address & Integer.MIN_VALUE | address + offset) - memory.low] & 0xff;
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 1);
            return memory.bytes[index] & 0xff;
        }
    }

    public static int i16(int address, int offset, LinearMemory memory) {
        try {
            return (short) SHORT.get(memory.bytes, (address & Integer.MIN_VALUE | address + offset) - memory.low);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 2);
            return (short) SHORT.get(memory.bytes, index);
        }
    }

    public static int u16(int address, int offset, LinearMemory memory) {
        try {
            return (short) SHORT.get(memory.bytes, (address & Integer.MIN_VALUE | address + offset) - memory.low)
                    & 0xffff;
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 2);
            return (short) SHORT.get(memory.bytes, index) & 0xffff;
        }
    }

    public static long u32(int address, int offset, LinearMemory memory) {
        try {
            return (int) INT.get(memory.bytes, (address & Integer.MIN_VALUE | address + offset) - memory.low)
                    & 0xffff_ffffL;
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            return (int) INT.get(memory.bytes, index) & 0xffff_ffffL;
        }
    }
}
