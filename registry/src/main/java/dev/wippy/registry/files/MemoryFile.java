package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileAdvice;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.kernel.spi.TimeChange;
import java.time.Instant;

/** An open file in memory. */
final class MemoryFile implements OpenFile {
    private final MemorySpace space;
    private final MemoryNode.Regular node;

    /** Called under the lock. */
    MemoryFile(MemorySpace space, MemoryNode.Regular node) {
        this.space = space;
        this.node = node;
        node.opened++;
    }

    /** Frees the data of a file that has no name and is not open. Called under the lock. */
    static void freeIfGone(MemoryNode.Regular node) {
        if (node.links == 0 && node.opened == 0) {
            node.data.setSize(0);
        }
    }

    @Override
    public byte[] read(long offset, int max) {
        synchronized (space) {
            node.accessed = Instant.now();
            return node.data.read(offset, max);
        }
    }

    @Override
    public int write(long offset, byte[] bytes, int from, int count) {
        synchronized (space) {
            int written = node.data.write(offset, bytes, from, count);
            node.wasModified();
            return written;
        }
    }

    @Override
    public int append(byte[] bytes, int from, int count) {
        synchronized (space) {
            return write(node.size(), bytes, from, count);
        }
    }

    @Override
    public void setSize(long size) {
        synchronized (space) {
            node.data.setSize(size);
            node.wasModified();
        }
    }

    @Override
    public void advise(long offset, long length, FileAdvice advice) {}

    @Override
    public FileStat stat() {
        synchronized (space) {
            return node.stat();
        }
    }

    @Override
    public Object id() {
        return node;
    }

    @Override
    public void setTimes(TimeChange accessed, TimeChange modified) {
        synchronized (space) {
            node.setTimes(accessed, modified);
        }
    }

    @Override
    public void sync(boolean dataOnly) {}

    @Override
    public void close() {
        synchronized (space) {
            node.opened--;
            freeIfGone(node);
        }
    }
}
