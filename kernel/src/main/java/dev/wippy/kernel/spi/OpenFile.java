package dev.wippy.kernel.spi;

/** An open regular file. Has no position of its own. */
public non-sealed interface OpenFile extends FileHandle {

    /**
     * Reads from an offset.
     *
     * @param offset at least 0
     * @param max the most to read, at least 0
     * @return as many bytes as there are, but at most {@code max}; none at the end of the file and past it
     */
    byte[] read(long offset, int max);

    /**
     * Writes at an offset; a gap after the end of the file is filled with zeroes.
     *
     * @param offset at least 0
     * @return how many bytes were written, at least one if there are any
     */
    int write(long offset, byte[] bytes, int from, int count);

    /**
     * Writes at the end of the file, wherever that is by then.
     *
     * @return how many bytes were written, at least one if there are any
     */
    int append(byte[] bytes, int from, int count);

    /** Cuts the file, or fills it up with zeroes. */
    void setSize(long size);

    /** Tells how a part of the file will be used; length 0 is the rest of it. May do nothing. */
    void advise(long offset, long length, FileAdvice advice);
}
