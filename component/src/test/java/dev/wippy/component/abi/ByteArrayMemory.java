package dev.wippy.component.abi;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.Trap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;

/** A linear memory of fixed size. */
final class ByteArrayMemory implements CoreMemory {
    final byte[] bytes;
    private final ByteBuffer buffer;

    ByteArrayMemory(int size, int fill) {
        bytes = new byte[size];
        Arrays.fill(bytes, (byte) fill);
        buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int at(long address, int length) {
        if (address < 0 || address + length > bytes.length) {
            throw new Trap("out of bounds memory access");
        }
        return (int) address;
    }

    @Override
    public CoreExternType.Memory type() {
        return new CoreExternType.Memory(bytes.length >> 16, OptionalLong.empty(), false);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte getByte(long address) {
        return buffer.get(at(address, 1));
    }

    @Override
    public short getShort(long address) {
        return buffer.getShort(at(address, 2));
    }

    @Override
    public int getInt(long address) {
        return buffer.getInt(at(address, 4));
    }

    @Override
    public long getLong(long address) {
        return buffer.getLong(at(address, 8));
    }

    @Override
    public void putByte(long address, byte value) {
        buffer.put(at(address, 1), value);
    }

    @Override
    public void putShort(long address, short value) {
        buffer.putShort(at(address, 2), value);
    }

    @Override
    public void putInt(long address, int value) {
        buffer.putInt(at(address, 4), value);
    }

    @Override
    public void putLong(long address, long value) {
        buffer.putLong(at(address, 8), value);
    }

    @Override
    public void read(long address, byte[] into, int offset, int length) {
        buffer.get(at(address, length), into, offset, length);
    }

    @Override
    public void write(long address, byte[] from, int offset, int length) {
        buffer.put(at(address, length), from, offset, length);
    }
}
