package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.OpenDirectory;
import java.nio.file.Path;
import java.util.Optional;

/** A scratch file system, which lives as long as the object. */
public final class MemoryFileSystem implements FileSystem {
    private final MemorySpace space;
    private final MemoryNode.Directory top;

    /** @param limit bytes that it may take, about; past it a write fails for want of space */
    public MemoryFileSystem(long limit) {
        this.space = new MemorySpace(limit);
        this.top = new MemoryNode.Directory(space);
    }

    @Override
    public OpenDirectory open() {
        return new MemoryDirectory(space, top);
    }

    @Override
    public byte[] read(String path, long maxBytes) {
        return WholeFile.read(this, path, maxBytes, "memory");
    }

    @Override
    public Optional<Path> directory() {
        return Optional.empty();
    }

    /** Bytes that it takes now. */
    long used() {
        synchronized (space) {
            return space.used();
        }
    }
}
