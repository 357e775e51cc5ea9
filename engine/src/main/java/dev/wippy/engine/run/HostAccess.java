package dev.wippy.engine.run;

import dev.wippy.engine.CoreMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The window of a {@link LinearMemory}, and how the host reads and writes it. */
abstract sealed class HostAccess implements CoreMemory permits LinearMemory {
    static final VarHandle SHORT = view(short[].class);
    static final VarHandle INT = view(int[].class);
    static final VarHandle LONG = view(long[].class);
    static final VarHandle FLOAT = view(float[].class);
    static final VarHandle DOUBLE = view(double[].class);

    static final byte[] NONE = {};

    /** The window; whoever holds it takes it anew after anything that may widen it. */
    byte[] bytes = NONE;
    /** The address of the window's first byte. */
    int low;

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes sure that bytes are inside the window, see {@link LinearMemory#touch}. */
    abstract void touch(long from, long length);

    private int index(long address, int length) {
        touch(address, length);
        return (int) address - low;
    }

    @Override
    public byte getByte(long address) {
        int index = index(address, 1);
        return bytes[index];
    }

    @Override
    public short getShort(long address) {
        int index = index(address, 2);
        return (short) SHORT.get(bytes, index);
    }

    @Override
    public int getInt(long address) {
        int index = index(address, 4);
        return (int) INT.get(bytes, index);
    }

    @Override
    public long getLong(long address) {
        int index = index(address, 8);
        return (long) LONG.get(bytes, index);
    }

    @Override
    public void putByte(long address, byte value) {
        int index = index(address, 1);
        bytes[index] = value;
    }

    @Override
    public void putShort(long address, short value) {
        int index = index(address, 2);
        SHORT.set(bytes, index, value);
    }

    @Override
    public void putInt(long address, int value) {
        int index = index(address, 4);
        INT.set(bytes, index, value);
    }

    @Override
    public void putLong(long address, long value) {
        int index = index(address, 8);
        LONG.set(bytes, index, value);
    }

    // Nothing is somewhere in the memory, but need not be inside the window.

    @Override
    public void read(long address, byte[] into, int offset, int length) {
        int index = index(address, length);
        if (length > 0) {
            System.arraycopy(bytes, index, into, offset, length);
        }
    }

    @Override
    public void write(long address, byte[] from, int offset, int length) {
        int index = index(address, length);
        if (length > 0) {
            System.arraycopy(from, offset, bytes, index, length);
        }
    }
}
