package dev.wippy.engine.run;

import java.lang.invoke.VarHandle;

/**
 * The loads.
 *
 * <p>A memory ends below 2^31, so that an address that is negative as an int is outside of it, and no sum of one that
 * is not and an offset below that end wraps around. The comparison with the memory's end is apart from the index, so that
 * the next access waits only for a sum, and the array may be longer than the memory. What is in the memory and outside
 * of the window is caught, and widens the window.
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
        if (address < 0 || address > memory.end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (int) INT.get(memory.bytes, address - memory.low + offset);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            return (int) INT.get(memory.bytes, index);
        }
    }

    public static long i64(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (long) LONG.get(memory.bytes, address - memory.low + offset);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 8);
            return (long) LONG.get(memory.bytes, index);
        }
    }

    public static float f32(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (float) FLOAT.get(memory.bytes, address - memory.low + offset);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            return (float) FLOAT.get(memory.bytes, index);
        }
    }

    public static double f64(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 8 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (double) DOUBLE.get(memory.bytes, address - memory.low + offset);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 8);
            return (double) DOUBLE.get(memory.bytes, index);
        }
    }

    public static int i8(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 1 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return memory.bytes[address - memory.low + offset];
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 1);
            return memory.bytes[index];
        }
    }

    public static int u8(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 1 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return memory.bytes[address - memory.low + offset] & 0xff;
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 1);
            return memory.bytes[index] & 0xff;
        }
    }

    public static int i16(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 2 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (short) SHORT.get(memory.bytes, address - memory.low + offset);
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 2);
            return (short) SHORT.get(memory.bytes, index);
        }
    }

    public static int u16(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 2 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (short) SHORT.get(memory.bytes, address - memory.low + offset)
                    & 0xffff;
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 2);
            return (short) SHORT.get(memory.bytes, index) & 0xffff;
        }
    }

    public static long u32(int address, int offset, LinearMemory memory) {
        if (address < 0 || address > memory.end - 4 - offset) {
            throw Traps.outOfBoundsMemory();
        }
        try {
            return (int) INT.get(memory.bytes, address - memory.low + offset)
                    & 0xffff_ffffL;
        } catch (IndexOutOfBoundsException _) {
            int index = memory.reach(address, offset, 4);
            return (int) INT.get(memory.bytes, index) & 0xffff_ffffL;
        }
    }
}
