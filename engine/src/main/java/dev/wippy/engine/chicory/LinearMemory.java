package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.Trap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The accesses to a linear memory. The one class for all memories: mixing several spoils the type profile that the JIT
 * works from. The methods stay as small as they are to be inlined.
 */
final class LinearMemory extends MemoryWindow implements Memory, CoreMemory {

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    /** Long copies and fills are done in pieces of this many bytes, so that they can be stopped. */
    private static final int PIECE = 64 << 10;

    private DataSegment[] segments = {};

    LinearMemory(MemoryLimits limits, Budget budget) {
        super(limits, budget);
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
    }

    // The guest's accesses, which are the host's too.

    @Override
    public byte read(int address) {
        try {
            return bytes[address - low];
        } catch (IndexOutOfBoundsException _) {
            touch(address, 1);
            return bytes[address - low];
        }
    }

    @Override
    public void writeByte(int address, byte value) {
        try {
            bytes[address - low] = value;
        } catch (IndexOutOfBoundsException _) {
            touch(address, 1);
            bytes[address - low] = value;
        }
    }

    @Override
    public short readShort(int address) {
        try {
            return (short) SHORT.get(bytes, address - low);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 2);
            return (short) SHORT.get(bytes, address - low);
        }
    }

    @Override
    public void writeShort(int address, short value) {
        try {
            SHORT.set(bytes, address - low, value);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 2);
            SHORT.set(bytes, address - low, value);
        }
    }

    @Override
    public int readInt(int address) {
        try {
            return (int) INT.get(bytes, address - low);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 4);
            return (int) INT.get(bytes, address - low);
        }
    }

    @Override
    public void writeI32(int address, int value) {
        try {
            INT.set(bytes, address - low, value);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 4);
            INT.set(bytes, address - low, value);
        }
    }

    @Override
    public long readLong(int address) {
        try {
            return (long) LONG.get(bytes, address - low);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 8);
            return (long) LONG.get(bytes, address - low);
        }
    }

    @Override
    public void writeLong(int address, long value) {
        try {
            LONG.set(bytes, address - low, value);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 8);
            LONG.set(bytes, address - low, value);
        }
    }

    @Override
    public float readFloat(int address) {
        try {
            return (float) FLOAT.get(bytes, address - low);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 4);
            return (float) FLOAT.get(bytes, address - low);
        }
    }

    @Override
    public void writeF32(int address, float value) {
        try {
            FLOAT.set(bytes, address - low, value);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 4);
            FLOAT.set(bytes, address - low, value);
        }
    }

    @Override
    public double readDouble(int address) {
        try {
            return (double) DOUBLE.get(bytes, address - low);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 8);
            return (double) DOUBLE.get(bytes, address - low);
        }
    }

    @Override
    public void writeF64(int address, double value) {
        try {
            DOUBLE.set(bytes, address - low, value);
        } catch (IndexOutOfBoundsException _) {
            touch(address, 8);
            DOUBLE.set(bytes, address - low, value);
        }
    }

    @Override
    public long readU16(int address) {
        return Short.toUnsignedLong(readShort(address));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    // Bulk operations. Sizes are unsigned.

    @Override
    public byte[] readBytes(int address, int length) {
        touch(address, length & 0xFFFF_FFFFL);
        return Arrays.copyOfRange(bytes, address - low, address - low + length);
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        long length = size & 0xFFFF_FFFFL;
        if ((offset & 0xFFFF_FFFFL) + length > data.length) {
            throw outOfBounds();
        }
        touch(address, length);
        for (int done = 0; done < size; done += PIECE) {
            System.arraycopy(data, offset + done, bytes, address + done - low, Math.min(PIECE, size - done));
            Safepoint.poll();
        }
    }

    @Override
    public void copy(int destination, int source, int size) {
        copyFrom(this, destination, source, size);
    }

    void copyFrom(LinearMemory from, int destination, int source, int size) {
        from.touch(source, size & 0xFFFF_FFFFL);
        touch(destination, size & 0xFFFF_FFFFL);
        boolean backwards = from == this && destination > source;
        for (int done = 0; done < size; done += PIECE) {
            int length = Math.min(PIECE, size - done);
            int at = backwards ? size - done - length : done;
            System.arraycopy(from.bytes, source + at - from.low, bytes, destination + at - low, length);
            Safepoint.poll();
        }
    }

    @Override
    public void fill(byte value, int fromIndex, int toIndex) {
        long length = (toIndex - fromIndex) & 0xFFFF_FFFFL;
        long from = fromIndex & 0xFFFF_FFFFL;
        long to = from + length;
        if (to > size()) {
            throw outOfBounds();
        }
        if (value == 0) {
            // What has not been touched is zero.
            from = Math.max(from, low);
            to = Math.min(to, low + (long) bytes.length);
        } else {
            touch(fromIndex, length);
        }
        for (long at = from; at < to; at += PIECE) {
            Arrays.fill(bytes, (int) (at - low), (int) (Math.min(at + PIECE, to) - low), value);
            Safepoint.poll();
        }
    }

    @Override
    public void zero() {
        Arrays.fill(bytes, (byte) 0);
    }

    // Data segments.

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        initialize(instance, dataSegments, 0);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
        segments = dataSegments;
        for (int i = 0; i < dataSegments.length; i++) {
            if (dataSegments[i] instanceof ActiveDataSegment segment && segment.index() == memoryIndex) {
                int offset =
                        (int) ConstantEvaluators.computeConstantValue(instance, segment.offsetInstructions())[0];
                write(offset, segment.data(), 0, segment.data().length);
                // The specification drops an active segment once it is written.
                drop(i);
            }
        }
    }

    @Override
    public void initPassiveSegment(int segment, int destination, int offset, int size) {
        write(destination, segments[segment].data(), offset, size);
    }

    @Override
    public void drop(int segment) {
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    // Atomics: an instance is entered by one thread at a time, so each access is one.

    @Override
    @SuppressWarnings("removal")
    public Object lock(int address) {
        return this;
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, int expected, long timeout) {
        return await(readInt(address) == expected);
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, long expected, long timeout) {
        return await(readLong(address) == expected);
    }

    private int await(boolean asExpected) {
        if (!shared()) {
            throw new Trap("expected shared memory");
        }
        if (asExpected) {
            throw new Trap("this engine has no threads that could end an atomic wait");
        }
        return 1;
    }

    @Override
    @SuppressWarnings("removal")
    public int notify(int address, int maxThreads) {
        touch(address, Integer.BYTES);
        return 0;
    }

    @Override
    public void atomicFence() {
        VarHandle.fullFence();
    }

    // The host's accesses.

    private static int address(long address) {
        if (address < 0 || address > Integer.MAX_VALUE) {
            throw outOfBounds();
        }
        return (int) address;
    }

    @Override
    public byte getByte(long address) {
        return read(address(address));
    }

    @Override
    public void putByte(long address, byte value) {
        writeByte(address(address), value);
    }

    @Override
    public short getShort(long address) {
        return readShort(address(address));
    }

    @Override
    public void putShort(long address, short value) {
        writeShort(address(address), value);
    }

    @Override
    public int getInt(long address) {
        return readInt(address(address));
    }

    @Override
    public void putInt(long address, int value) {
        writeI32(address(address), value);
    }

    @Override
    public long getLong(long address) {
        return readLong(address(address));
    }

    @Override
    public void putLong(long address, long value) {
        writeLong(address(address), value);
    }

    @Override
    public void read(long address, byte[] into, int offset, int length) {
        int from = address(address);
        touch(from, length);
        System.arraycopy(bytes, from - low, into, offset, length);
    }

    @Override
    public void write(long address, byte[] from, int offset, int length) {
        int to = address(address);
        touch(to, length);
        System.arraycopy(from, offset, bytes, to - low, length);
    }
}
