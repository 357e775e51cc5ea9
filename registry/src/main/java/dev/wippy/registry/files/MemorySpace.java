package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;

/** How much a file system in memory may take, and the lock that guards all of it. */
final class MemorySpace {
    private final long limit;
    private long used;
    private long objects;

    MemorySpace(long limit) {
        this.limit = limit;
    }

    /** @throws FileException if there is not as much left */
    void take(long bytes) {
        if (bytes > limit - used) {
            throw new FileException(FileError.INSUFFICIENT_SPACE);
        }
        used += bytes;
    }

    void give(long bytes) {
        used -= bytes;
    }

    /** Numbers objects, so that two can be told apart. */
    long nextNumber() {
        return objects++;
    }

    long used() {
        return used;
    }
}
