package dev.wippy.kernel.spi;

import java.util.List;

/** A listing of a directory, from its beginning. Used by one thread at a time; calls block. */
public interface DirectoryEntries extends AutoCloseable {

    /**
     * The next entries, {@code .} and {@code ..} left out: some hundreds at most, none after the last.
     *
     * @throws FileException if they can't be read
     */
    List<FileEntry> next();

    @Override
    void close();
}
