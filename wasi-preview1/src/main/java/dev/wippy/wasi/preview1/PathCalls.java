package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreMemory;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.wasi.filesystem.open.Held;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The functions that take paths. */
final class PathCalls {
    /** Bytes of a path, as on Linux. */
    private static final int MOST_PATH = 4096;

    private static final int FOLLOW = 1;

    private static final int CREATE = 1;
    private static final int ONLY_DIRECTORY = 1 << 1;
    private static final int EXCLUSIVE = 1 << 2;
    private static final int TRUNCATE = 1 << 3;

    private final Descriptors descriptors;
    private final ProcessFiles files;
    private final Stat stat;

    PathCalls(Descriptors descriptors, ProcessFiles files, Stat stat) {
        this.descriptors = descriptors;
        this.files = files;
        this.stat = stat;
    }

    void addTo(Calls calls) {
        calls.add("path_create_directory", "iii", (memory, words) -> {
            Descriptor.OfDirectory in = descriptors.mutableDirectory(words.number(0), Rights.PATH_CREATE_DIRECTORY);
            String path = path(memory, words, 1);
            run("path_create_directory", in, () -> in.directory().createDirectory(path));
        });
        calls.add("path_remove_directory", "iii", (memory, words) -> {
            Descriptor.OfDirectory in = descriptors.mutableDirectory(words.number(0), Rights.PATH_REMOVE_DIRECTORY);
            String path = path(memory, words, 1);
            run("path_remove_directory", in, () -> in.directory().removeDirectory(path));
        });
        calls.add("path_unlink_file", "iii", (memory, words) -> {
            Descriptor.OfDirectory in = descriptors.mutableDirectory(words.number(0), Rights.PATH_UNLINK_FILE);
            String path = path(memory, words, 1);
            run("path_unlink_file", in, () -> in.directory().unlink(path));
        });
        calls.add("path_symlink", "iiiii", (memory, words) -> {
            String contents = path(memory, words, 0);
            Descriptor.OfDirectory in = descriptors.mutableDirectory(words.number(2), Rights.PATH_SYMLINK);
            String path = path(memory, words, 3);
            run("path_symlink", in, () -> in.directory().symlink(contents, path));
        });
        calls.add("path_filestat_get", "iiiii", this::fileStat);
        calls.add("path_filestat_set_times", "iiiiIIi", this::setTimes);
        calls.add("path_readlink", "iiiiii", this::readLink);
        calls.add("path_link", "iiiiiii", this::link);
        calls.add("path_rename", "iiiiii", this::rename);
        calls.add("path_open", "iiiiiIIii", this::open);
    }

    /** The path whose address and length are two arguments. */
    private static String path(CoreMemory memory, Calls.Words words, int index) {
        long length = words.size(index + 1);
        if (length > MOST_PATH) {
            throw new ErrnoException(Errno.NAMETOOLONG);
        }
        byte[] bytes = new byte[(int) length];
        memory.read(words.size(index), bytes, 0, bytes.length);
        try {
            String path = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (path.indexOf('\0') >= 0) {
                throw new ErrnoException(Errno.INVAL);
            }
            return path;
        } catch (CharacterCodingException wrong) {
            throw new ErrnoException(Errno.ILSEQ);
        }
    }

    private static boolean follow(int flags) {
        if ((flags & ~FOLLOW) != 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        return flags == FOLLOW;
    }

    private <T> T call(String function, Descriptor.OfDirectory in, Supplier<T> work) {
        return files.call("wasi_snapshot_preview1." + function, List.of(in.held()), work);
    }

    private void run(String function, Descriptor.OfDirectory in, Runnable work) {
        call(function, in, () -> {
            work.run();
            return true;
        });
    }

    private void fileStat(CoreMemory memory, Calls.Words words) {
        Descriptor.OfDirectory in = descriptors.directory(words.number(0), Rights.PATH_FILESTAT_GET);
        boolean follow = follow(words.number(1));
        String path = path(memory, words, 2);
        FileStat found = call("path_filestat_get", in, () -> in.directory().stat(path, follow));
        stat.write(memory, words.size(4), in.fileSystem(), found);
    }

    private void setTimes(CoreMemory memory, Calls.Words words) {
        Descriptor.OfDirectory in = descriptors.mutableDirectory(words.number(0), Rights.PATH_FILESTAT_SET_TIMES);
        boolean follow = follow(words.number(1));
        String path = path(memory, words, 2);
        Times times = Times.of(words.wide(4), words.wide(5), words.number(6));
        run("path_filestat_set_times", in, () -> in.directory()
                .setTimes(path, follow, times.accessed(), times.modified()));
    }

    private void readLink(CoreMemory memory, Calls.Words words) {
        Descriptor.OfDirectory in = descriptors.directory(words.number(0), Rights.PATH_READLINK);
        String path = path(memory, words, 1);
        byte[] contents =
                call("path_readlink", in, () -> in.directory().readLink(path)).getBytes(StandardCharsets.UTF_8);
        int count = (int) Math.min(contents.length, words.size(4));
        memory.write(words.size(3), contents, 0, count);
        memory.putInt(words.size(5), count);
    }

    private void link(CoreMemory memory, Calls.Words words) {
        Descriptor.OfDirectory from = descriptors.mutableDirectory(words.number(0), Rights.PATH_LINK_SOURCE);
        boolean follow = follow(words.number(1));
        String path = path(memory, words, 2);
        Descriptor.OfDirectory to = descriptors.mutableDirectory(words.number(4), Rights.PATH_LINK_TARGET);
        String target = path(memory, words, 5);
        between("path_link", from, to, () -> from.directory().link(path, follow, to.directory(), target));
    }

    private void rename(CoreMemory memory, Calls.Words words) {
        Descriptor.OfDirectory from = descriptors.mutableDirectory(words.number(0), Rights.PATH_RENAME_SOURCE);
        String path = path(memory, words, 1);
        Descriptor.OfDirectory to = descriptors.mutableDirectory(words.number(3), Rights.PATH_RENAME_TARGET);
        String target = path(memory, words, 4);
        between("path_rename", from, to, () -> from.directory().rename(path, to.directory(), target));
    }

    private void between(String function, Descriptor.OfDirectory from, Descriptor.OfDirectory to, Runnable work) {
        if (from.fileSystem() != to.fileSystem()) {
            throw new ErrnoException(Errno.XDEV);
        }
        files.call("wasi_snapshot_preview1." + function, List.of(from.held(), to.held()), () -> {
            work.run();
            return true;
        });
    }

    private void open(CoreMemory memory, Calls.Words words) {
        Descriptor.OfDirectory in = descriptors.directory(words.number(0), Rights.PATH_OPEN);
        boolean follow = follow(words.number(1));
        String path = path(memory, words, 2);
        int how = words.number(4);
        long base = words.wide(5);
        long inheriting = words.wide(6);
        int flags = words.number(7);
        if ((how & ~(CREATE | ONLY_DIRECTORY | EXCLUSIVE | TRUNCATE)) != 0 || (flags & ~FdFlags.ALL) != 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        requireRights(in, how, base, inheriting);
        Set<FileOption> options = options(follow, how, base, flags);
        if (options.contains(FileOption.WRITE)
                || options.contains(FileOption.CREATE)
                || options.contains(FileOption.TRUNCATE)) {
            in.requireMutable();
        }
        descriptors.requireRoom();
        Held<FileHandle> held = call("path_open", in, () -> files.open(
                in.held().lane(), () -> in.directory().open(path, options)));
        memory.putInt(words.size(8), descriptors.add(descriptor(in, held, base, inheriting, flags)));
    }

    private static void requireRights(Descriptor.OfDirectory in, int how, long base, long inheriting) {
        long needed = ((how & CREATE) != 0 ? Rights.PATH_CREATE_FILE : 0)
                | ((how & TRUNCATE) != 0 ? Rights.PATH_FILESTAT_SET_SIZE : 0);
        if ((needed & ~in.base()) != 0 || ((base | inheriting) & ~in.inheriting()) != 0) {
            throw new ErrnoException(Errno.NOTCAPABLE);
        }
    }

    private static Set<FileOption> options(boolean follow, int how, long base, int flags) {
        // POSIX leaves it open what a directory is that is made, or cut.
        if ((how & ONLY_DIRECTORY) != 0 && how != ONLY_DIRECTORY) {
            throw new ErrnoException(Errno.INVAL);
        }
        Set<FileOption> options = EnumSet.noneOf(FileOption.class);
        if (follow) {
            options.add(FileOption.FOLLOW);
        }
        if ((how & ONLY_DIRECTORY) != 0) {
            // The rights of files that a libc asks for along with it mean nothing there.
            options.add(FileOption.DIRECTORY);
            options.add(FileOption.READ);
            return options;
        }
        // Go asks for the right to set sizes of what it only reads; the right to write is what counts.
        if ((base & Rights.FD_WRITE) != 0) {
            options.add(FileOption.WRITE);
        }
        if ((base & Rights.FD_READ) != 0 || !options.contains(FileOption.WRITE)) {
            options.add(FileOption.READ);
        }
        if ((how & CREATE) != 0) {
            options.add(FileOption.CREATE);
        }
        if ((how & EXCLUSIVE) != 0) {
            options.add(FileOption.EXCLUSIVE);
        }
        if ((how & TRUNCATE) != 0) {
            options.add(FileOption.TRUNCATE);
        }
        if ((flags & (FdFlags.SYNC | FdFlags.RSYNC)) != 0) {
            options.add(FileOption.SYNC);
        } else if ((flags & FdFlags.DSYNC) != 0) {
            options.add(FileOption.DATA_SYNC);
        }
        return options;
    }

    /** With those of the rights that make sense for what was opened. */
    private static Descriptor descriptor(
            Descriptor.OfDirectory in, Held<FileHandle> held, long base, long inheriting, int flags) {
        return switch (held.value()) {
            case OpenFile file -> new Descriptor.OfFile(
                    in.fileSystem(), held, file, in.mutable(), base & Rights.FILE, 0, flags);
            case OpenDirectory directory -> new Descriptor.OfDirectory(
                    in.fileSystem(),
                    held,
                    directory,
                    in.mutable(),
                    base & Rights.DIRECTORY,
                    inheriting,
                    flags,
                    Optional.empty());
        };
    }
}
