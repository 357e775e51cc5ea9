package dev.wippy.engine;

/**
 * A linear memory. Addresses are unsigned 32-bit numbers in a {@code long}; each access outside the memory is a
 * {@link Trap}. Used on the guest's own thread only.
 */
public interface CoreMemory extends CoreExtern {

    @Override
    CoreExternType.Memory type();

    /** The present size in bytes. */
    long size();

    byte getByte(long address);

    short getShort(long address);

    int getInt(long address);

    long getLong(long address);

    void putByte(long address, byte value);

    void putShort(long address, short value);

    void putInt(long address, int value);

    void putLong(long address, long value);

    /** Copies bytes out of the memory. */
    void read(long address, byte[] into, int offset, int length);

    /** Copies bytes into the memory. */
    void write(long address, byte[] from, int offset, int length);

    /**
     * Holds what an image does from now on, and zeros elsewhere; hibernated, it keeps what differs from that.
     *
     * @throws IllegalArgumentException if the memory is smaller than the image's was
     * @throws BudgetExceededException if there is no room for it
     * @throws UnsupportedOperationException if this is no memory of an engine
     */
    default void become(InitialImage initial) {
        throw new UnsupportedOperationException(getClass() + " begins with zeros");
    }
}
