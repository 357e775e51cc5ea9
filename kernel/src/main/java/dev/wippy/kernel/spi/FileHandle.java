package dev.wippy.kernel.spi;

/**
 * An open file or directory. It stands for the object that was found when it was opened, whatever its name leads to by
 * now. Calls block, and throw {@link FileException}; many threads may use one, but it is closed once, when no other call
 * is under way.
 */
public sealed interface FileHandle extends AutoCloseable permits OpenFile, OpenDirectory {

    /** Its attributes now. */
    FileStat stat();

    /**
     * Which object it is: equal for two handles of the same file or directory, and printed alike for them alone. Does
     * not block.
     */
    Object id();

    /** Changes its times. */
    void setTimes(TimeChange accessed, TimeChange modified);

    /**
     * Waits until what was written is on the device.
     *
     * @param dataOnly whether the attributes that reading does not need may be left out
     */
    void sync(boolean dataOnly);

    @Override
    void close();
}
