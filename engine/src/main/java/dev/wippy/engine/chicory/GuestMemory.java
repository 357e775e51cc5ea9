package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.wippy.engine.Trap;
import dev.wippy.engine.run.BulkMemory;
import dev.wippy.engine.run.LinearMemory;
import dev.wippy.engine.run.Loads;
import dev.wippy.engine.run.Stores;
import java.lang.invoke.VarHandle;

/**
 * One instance's view of a linear memory, which is the same object for all instances of both engines. Addresses of 2^31
 * and more are negative here, and outside of every memory.
 */
final class GuestMemory implements Memory {

    private final LinearMemory memory;
    private DataSegment[] segments = {};

    GuestMemory(LinearMemory memory) {
        this.memory = memory;
    }

    LinearMemory memory() {
        return memory;
    }

    @Override
    public int pages() {
        return memory.pages();
    }

    @Override
    public int initialPages() {
        return memory.pages();
    }

    @Override
    public int maximumPages() {
        return (int) Math.min(memory.type().maximum().orElse(LinearMemory.MAX_PAGES), LinearMemory.MAX_PAGES);
    }

    @Override
    public boolean shared() {
        return memory.type().shared();
    }

    @Override
    public int grow(int delta) {
        return memory.grow(delta);
    }

    // Accesses

    @Override
    public byte read(int address) {
        return (byte) Loads.i8(address, 0, memory);
    }

    @Override
    public void writeByte(int address, byte value) {
        Stores.i8(address, value, 0, memory);
    }

    @Override
    public short readShort(int address) {
        return (short) Loads.i16(address, 0, memory);
    }

    @Override
    public void writeShort(int address, short value) {
        Stores.i16(address, value, 0, memory);
    }

    @Override
    public int readInt(int address) {
        return Loads.i32(address, 0, memory);
    }

    @Override
    public void writeI32(int address, int value) {
        Stores.i32(address, value, 0, memory);
    }

    @Override
    public long readLong(int address) {
        return Loads.i64(address, 0, memory);
    }

    @Override
    public void writeLong(int address, long value) {
        Stores.i64(address, value, 0, memory);
    }

    @Override
    public float readFloat(int address) {
        return Loads.f32(address, 0, memory);
    }

    @Override
    public void writeF32(int address, float value) {
        Stores.f32(address, value, 0, memory);
    }

    @Override
    public double readDouble(int address) {
        return Loads.f64(address, 0, memory);
    }

    @Override
    public void writeF64(int address, double value) {
        Stores.f64(address, value, 0, memory);
    }

    @Override
    public long readU16(int address) {
        return Loads.u16(address, 0, memory);
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
        memory.touch(Integer.toUnsignedLong(address), Integer.toUnsignedLong(length));
        byte[] bytes = new byte[length];
        memory.read(Integer.toUnsignedLong(address), bytes, 0, length);
        return bytes;
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        if (Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(size) > data.length) {
            throw new Trap("out of bounds memory access");
        }
        BulkMemory.write(address, data, offset, size, memory);
    }

    @Override
    public void copy(int destination, int source, int size) {
        copyFrom(this, destination, source, size);
    }

    void copyFrom(GuestMemory from, int destination, int source, int size) {
        BulkMemory.copy(destination, source, size, memory, from.memory);
    }

    @Override
    public void fill(byte value, int fromIndex, int toIndex) {
        BulkMemory.fill(fromIndex, value, toIndex - fromIndex, memory);
    }

    @Override
    public void zero() {
        // A memory is when it is made, which is when this is called.
    }

    // Data segments

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
        memory.touch(Integer.toUnsignedLong(address), Integer.BYTES);
        return 0;
    }

    @Override
    public void atomicFence() {
        VarHandle.fullFence();
    }
}
