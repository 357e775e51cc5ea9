package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreMemory;

/**
 * Several pieces of a guest's memory, one after the other (witx {@code iovec_array}). What one call moves is bounded, as the
 * interface lets it move less than was asked for.
 */
final class Buffers {

    /** The most that one call reads or writes. */
    static final int MOST = 1 << 20;

    /** The most pieces of one call, as on Linux. */
    private static final int MOST_PIECES = 1024;

    private final CoreMemory memory;
    private final long address;
    private final int pieces;
    private final int length;

    /**
     * @param address of the array
     * @param pieces how many there are, unsigned
     */
    Buffers(CoreMemory memory, long address, long pieces) {
        if (pieces > MOST_PIECES) {
            throw new ErrnoException(Errno.INVAL);
        }
        this.memory = memory;
        this.address = address;
        this.pieces = (int) pieces;
        long total = 0;
        for (int i = 0; i < pieces; i++) {
            total += size(i);
        }
        this.length = (int) Math.min(total, MOST);
    }

    private long at(int piece) {
        return Integer.toUnsignedLong(memory.getInt(address + piece * 8L));
    }

    private long size(int piece) {
        return Integer.toUnsignedLong(memory.getInt(address + piece * 8L + 4));
    }

    /** Bytes that one call moves at most. */
    int length() {
        return length;
    }

    /** The bytes that lie in the pieces, {@link #length()} at most. */
    byte[] gather() {
        byte[] bytes = new byte[length];
        int done = 0;
        for (int i = 0; i < pieces && done < length; i++) {
            int count = (int) Math.min(size(i), length - done);
            memory.read(at(i), bytes, done, count);
            done += count;
        }
        return bytes;
    }

    /** Puts bytes into the pieces; there are no more than {@link #length()}. */
    void scatter(byte[] bytes) {
        int done = 0;
        for (int i = 0; i < pieces && done < bytes.length; i++) {
            int count = (int) Math.min(size(i), bytes.length - done);
            memory.write(at(i), bytes, done, count);
            done += count;
        }
    }
}
