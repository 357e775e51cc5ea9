package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.wasi.filesystem.open.Held;
import java.util.Set;

/** The resource {@code wasi:filesystem/types.descriptor}. Used on the process's own thread. */
@WitResource("descriptor")
final class Descriptor implements AutoCloseable {
    private final FileSystem fileSystem;
    private final Held<FileHandle> held;
    private final Set<DescriptorFlag> flags;
    private final boolean mutable;

    /**
     * @param held is let go of when the descriptor is dropped
     * @param flags as {@code get-flags} tells them
     * @param mutable whether the mount, and each directory that was opened on the way, may be changed
     */
    Descriptor(FileSystem fileSystem, Held<FileHandle> held, Set<DescriptorFlag> flags, boolean mutable) {
        this.fileSystem = fileSystem;
        this.held = held;
        this.flags = flags;
        this.mutable = mutable;
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    Held<FileHandle> held() {
        return held;
    }

    FileHandle handle() {
        return held.value();
    }

    Set<DescriptorFlag> flags() {
        return flags;
    }

    boolean mutable() {
        return mutable;
    }

    boolean has(DescriptorFlag flag) {
        return flags.contains(flag);
    }

    /** @throws FileException if it is a file's */
    OpenDirectory directory() {
        return switch (held.value()) {
            case OpenDirectory directory -> directory;
            case OpenFile _ -> throw new FileException(FileError.NOT_DIRECTORY);
        };
    }

    /** @throws FileException if it is a directory's, or what is in it may not be changed */
    OpenDirectory mutableDirectory() {
        OpenDirectory directory = directory();
        requireMutable();
        return directory;
    }

    /** @throws FileException if what it stands for may not be changed */
    void requireMutable() {
        if (!mutable) {
            throw new FileException(FileError.READ_ONLY);
        }
    }

    /** @throws FileException if it is a directory's */
    OpenFile file() {
        return switch (held.value()) {
            case OpenFile file -> file;
            case OpenDirectory _ -> throw new FileException(FileError.IS_DIRECTORY);
        };
    }

    /** @throws FileException if it is no file's, or not open for reading */
    OpenFile readable() {
        OpenFile file = file();
        if (!has(DescriptorFlag.READ)) {
            throw new FileException(FileError.BAD_DESCRIPTOR, "not open for reading");
        }
        return file;
    }

    /** @throws FileException if it is no file's, or not open for writing */
    OpenFile writable() {
        OpenFile file = file();
        requireMutable();
        if (!has(DescriptorFlag.WRITE)) {
            throw new FileException(FileError.BAD_DESCRIPTOR, "not open for writing");
        }
        return file;
    }

    @Override
    public void close() {
        held.release();
    }
}
