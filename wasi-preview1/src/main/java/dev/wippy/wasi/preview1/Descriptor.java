package dev.wippy.wasi.preview1;

import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.wasi.filesystem.open.Held;
import java.util.Optional;

/** What a number of a descriptor stands for. Used on the process's own thread. */
abstract sealed class Descriptor {
    private long base;
    private long inheriting;
    private int flags;

    private Descriptor(long base, long inheriting, int flags) {
        this.base = base;
        this.inheriting = inheriting;
        this.flags = flags;
    }

    /** Rights to use it. */
    long base() {
        return base;
    }

    /** The most rights that what is opened through it may have. */
    long inheriting() {
        return inheriting;
    }

    /** Takes rights away. */
    void restrict(long newBase, long newInheriting) {
        if ((newBase & ~base) != 0 || (newInheriting & ~inheriting) != 0) {
            throw new ErrnoException(Errno.NOTCAPABLE);
        }
        base = newBase;
        inheriting = newInheriting;
    }

    int flags() {
        return flags;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    void flags(int changed) {
        if (((changed ^ flags) & ~FdFlags.CHANGEABLE) != 0) {
            throw new ErrnoException((changed & ~FdFlags.ALL) != 0 ? Errno.INVAL : Errno.NOTSUP);
        }
        flags = changed;
    }

    /** The number of its type (witx {@code filetype}). */
    abstract int fileType();

    /** Nothing uses the number any more. */
    void close() {}

    /** Standard input. */
    static final class Input extends Descriptor {
        private final Source source;
        private final boolean terminal;

        Input(Source source, boolean terminal) {
            super(Rights.INPUT, 0, 0);
            this.source = source;
            this.terminal = terminal;
        }

        Source source() {
            return source;
        }

        @Override
        int fileType() {
            return terminal ? Stat.CHARACTER_DEVICE : Stat.UNKNOWN;
        }
    }

    /** Standard output, or standard error. */
    static final class Output extends Descriptor {
        private final Sink sink;
        private final boolean terminal;

        Output(Sink sink, boolean terminal) {
            super(Rights.OUTPUT, 0, 0);
            this.sink = sink;
            this.terminal = terminal;
        }

        Sink sink() {
            return sink;
        }

        @Override
        int fileType() {
            return terminal ? Stat.CHARACTER_DEVICE : Stat.UNKNOWN;
        }
    }

    /** Something of a file system. */
    abstract static sealed class OfFileSystem extends Descriptor {
        private final FileSystem fileSystem;
        private final Held<FileHandle> held;
        private final boolean mutable;

        private OfFileSystem(
                FileSystem fileSystem, Held<FileHandle> held, boolean mutable, long base, long inheriting, int flags) {
            super(base, inheriting, flags);
            this.fileSystem = fileSystem;
            this.held = held;
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

        boolean mutable() {
            return mutable;
        }

        void requireMutable() {
            if (!mutable) {
                throw new ErrnoException(Errno.ROFS);
            }
        }

        @Override
        void close() {
            held.release();
        }
    }

    /** An open regular file, and the position in it. */
    static final class OfFile extends OfFileSystem {
        private final OpenFile file;
        private long position;

        OfFile(
                FileSystem fileSystem,
                Held<FileHandle> held,
                OpenFile file,
                boolean mutable,
                long base,
                long inheriting,
                int flags) {
            super(fileSystem, held, mutable, base, inheriting, flags);
            this.file = file;
        }

        OpenFile file() {
            return file;
        }

        long position() {
            return position;
        }

        void position(long offset) {
            position = offset;
        }

        @Override
        int fileType() {
            return Stat.REGULAR_FILE;
        }
    }

    /** An open directory. */
    static final class OfDirectory extends OfFileSystem {
        private final OpenDirectory directory;
        private final Optional<String> guestPath;
        private final Listing listing;

        /** @param guestPath where the guest sees it, if it is the top of a mount */
        OfDirectory(
                FileSystem fileSystem,
                Held<FileHandle> held,
                OpenDirectory directory,
                boolean mutable,
                long base,
                long inheriting,
                int flags,
                Optional<String> guestPath) {
            super(fileSystem, held, mutable, base, inheriting, flags);
            this.directory = directory;
            this.guestPath = guestPath;
            this.listing = new Listing(held.lane(), directory);
        }

        OpenDirectory directory() {
            return directory;
        }

        Optional<String> guestPath() {
            return guestPath;
        }

        Listing listing() {
            return listing;
        }

        @Override
        int fileType() {
            return Stat.DIRECTORY;
        }

        @Override
        void close() {
            listing.close();
            super.close();
        }
    }
}
