package dev.wippy.registry.files;

import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.TimeChange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A directory on Linux. The kernel itself resolves each path, by {@code openat2} with {@code RESOLVE_BENEATH} and
 * {@code RESOLVE_NO_MAGICLINKS}, either whole or up to the last name; calls on that name follow no link.
 */
final class LinuxDirectory implements OpenDirectory {
    private static final int MAX_LINK = 4096;
    private static final int NEW_DIRECTORY_MODE = 0777;

    private final LinuxHandle handle;

    LinuxDirectory(LinuxHandle handle) {
        this.handle = handle;
    }

    @Override
    public FileHandle open(String path, Set<FileOption> options) {
        PathText.check(path);
        int descriptor = opened(path, flags(options));
        try {
            FileStat stat = LinuxStat.of(descriptor);
            var opened = new LinuxHandle(descriptor, stat);
            return switch (stat.type()) {
                case REGULAR_FILE -> new LinuxFile(opened);
                case DIRECTORY -> new LinuxDirectory(opened);
                default -> throw new FileException(FileError.NO_SUCH_DEVICE, "neither a file nor a directory");
            };
        } catch (FileException refused) {
            Linux.close(descriptor);
            throw refused;
        }
    }

    /** Opened so, a pipe or a device keeps nobody waiting until its type is known. */
    private static int flags(Set<FileOption> options) {
        int flags = Linux.O_NONBLOCK | Linux.O_NOCTTY;
        if (options.contains(FileOption.WRITE)) {
            flags |= options.contains(FileOption.READ) ? Linux.O_RDWR : Linux.O_WRONLY;
        }
        for (FileOption option : options) {
            flags |= switch (option) {
                case READ, WRITE, FOLLOW -> 0;
                case CREATE -> Linux.O_CREAT;
                case EXCLUSIVE -> Linux.O_EXCL;
                case DIRECTORY -> Linux.O_DIRECTORY;
                case TRUNCATE -> Linux.O_TRUNC;
                case SYNC -> Linux.O_SYNC;
                case DATA_SYNC -> Linux.O_DSYNC;
            };
        }
        return options.contains(FileOption.FOLLOW) ? flags : flags | Linux.O_NOFOLLOW;
    }

    /** A descriptor of what is beneath this directory. */
    private int opened(String path, int flags) {
        int descriptor = Linux.openBeneath(handle.descriptor(), path, flags);
        if (descriptor == -Errno.EXDEV) {
            throw new FileException(FileError.NOT_PERMITTED, "the path leads out of its directory");
        }
        return (int) Linux.check(descriptor);
    }

    /** Does something with an object that is found, but not opened for its data. */
    private <T> T found(String path, boolean follow, IntFunction<T> work) {
        PathText.check(path);
        return with(path, follow ? Linux.O_PATH : Linux.O_PATH | Linux.O_NOFOLLOW, work);
    }

    /** Does something with the directory that holds a name. */
    private <T> T inParent(PathText path, IntFunction<T> work) {
        return with(path.parent(), Linux.O_PATH | Linux.O_DIRECTORY, work);
    }

    private <T> T with(String path, int flags, IntFunction<T> work) {
        int descriptor = opened(path, flags);
        try {
            return work.apply(descriptor);
        } finally {
            Linux.close(descriptor);
        }
    }

    @Override
    public FileStat stat(String path, boolean follow) {
        return found(path, follow, LinuxStat::of);
    }

    @Override
    public void setTimes(String path, boolean follow, TimeChange accessed, TimeChange modified) {
        found(path, follow, descriptor -> {
            LinuxHandle.setTimes(descriptor, accessed, modified);
            return descriptor;
        });
    }

    @Override
    public void createDirectory(String path) {
        inEntry(path, FileError.EXIST, FileError.EXIST, (arena, parent, name) -> Linux.call(
                Syscall.MKDIRAT, parent, name, NEW_DIRECTORY_MODE, 0));
    }

    @Override
    public void removeDirectory(String path) {
        inEntry(path, FileError.INVALID, FileError.NOT_EMPTY, (arena, parent, name) -> Linux.call(
                Syscall.UNLINKAT, parent, name, Linux.AT_REMOVEDIR, 0));
    }

    @Override
    public void unlink(String path) {
        inEntry(path, FileError.IS_DIRECTORY, FileError.IS_DIRECTORY, (arena, parent, name) -> Linux.call(
                Syscall.UNLINKAT, parent, name, 0, 0));
    }

    @Override
    public void symlink(String contents, String path) {
        PathText.checkLink(contents);
        inEntry(path, FileError.EXIST, FileError.EXIST, (arena, parent, name) -> Linux.call(
                Syscall.SYMLINKAT, Linux.text(arena, contents).address(), parent, name, 0));
    }

    @Override
    public void rename(String path, OpenDirectory target, String targetPath) {
        inEntry(path, FileError.BUSY, FileError.BUSY, (arena, parent, name) -> {
            same(target).inEntry(targetPath, FileError.BUSY, FileError.BUSY, (_, newParent, newName) -> Linux.call(
                    Syscall.RENAMEAT, parent, name, newParent, newName));
            return 0;
        });
    }

    @Override
    public void link(String path, boolean follow, OpenDirectory target, String targetPath) {
        PathText old = PathText.of(path);
        if (follow || old.slash() || old.isDots()) {
            found(path, follow, descriptor -> {
                linkFound(descriptor, same(target), targetPath);
                return descriptor;
            });
        } else {
            inEntry(path, FileError.NOT_PERMITTED, FileError.NOT_PERMITTED, (arena, parent, name) -> {
                same(target).linkAt(parent, name, 0, targetPath);
                return 0;
            });
        }
    }

    /** Links what a descriptor stands for; the kernel lets anybody do that by the descriptor's name in /proc only. */
    private static void linkFound(int descriptor, LinuxDirectory target, String targetPath) {
        if (LinuxStat.of(descriptor).type() == FileType.DIRECTORY) {
            throw new FileException(FileError.NOT_PERMITTED);
        }
        try (Arena arena = Arena.ofConfined()) {
            target.linkAt(
                    Linux.AT_FDCWD,
                    Linux.text(arena, "/proc/self/fd/" + descriptor).address(),
                    Linux.AT_SYMLINK_FOLLOW,
                    targetPath);
        }
    }

    private void linkAt(int oldParent, long oldName, int flags, String path) {
        inEntry(path, FileError.EXIST, FileError.EXIST, (arena, parent, name) -> Linux.call(
                Syscall.LINKAT, oldParent, oldName, parent, name, flags, 0));
    }

    /** A call on the last name of a path. */
    @FunctionalInterface
    private interface EntryCall {
        /**
         * @param name the address of the name
         * @return the kernel's result
         */
        long call(Arena arena, int parent, long name);
    }

    /**
     * Makes a call on the last name of a path, in the directory that holds it.
     *
     * @param dot the error for a path that ends in {@code .}
     * @param dots the error for one that ends in {@code ..}
     */
    private void inEntry(String path, FileError dot, FileError dots, EntryCall call) {
        PathText text = PathText.of(path);
        if (text.isDots()) {
            // No such call may do anything there, but the kernel would look one directory too high.
            found(path, false, descriptor -> {
                throw new FileException(text.name().equals(".") ? dot : dots);
            });
        }
        inParent(text, parent -> {
            try (Arena arena = Arena.ofConfined()) {
                return Linux.check(call.call(arena, parent, Linux.text(arena, text.last()).address()));
            }
        });
    }

    /** The other directory of a call, which is of the same kind. */
    private static LinuxDirectory same(OpenDirectory directory) {
        if (directory instanceof LinuxDirectory linux) {
            return linux;
        }
        throw new FileException(FileError.CROSS_DEVICE);
    }

    @Override
    public String readLink(String path) {
        return found(path, false, descriptor -> {
            if (LinuxStat.of(descriptor).type() != FileType.SYMBOLIC_LINK) {
                throw new FileException(FileError.INVALID);
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment buffer = arena.allocate(MAX_LINK);
                long length = Linux.check(Linux.call(
                        Syscall.READLINKAT, descriptor, arena.allocate(1).address(), buffer.address(), MAX_LINK));
                byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
                if (length > 0 && bytes[0] == '/') {
                    throw new FileException(FileError.NOT_PERMITTED, "the link leads out of its directory");
                }
                return LinuxEntries.text(bytes)
                        .orElseThrow(() -> new FileException(FileError.ILLEGAL_BYTE_SEQUENCE));
            }
        });
    }

    @Override
    public DirectoryEntries entries() {
        int descriptor = opened(".", Linux.O_DIRECTORY);
        try {
            return new LinuxEntries(new LinuxHandle(descriptor, LinuxStat.of(descriptor)));
        } catch (FileException failed) {
            Linux.close(descriptor);
            throw failed;
        }
    }

    @Override
    public FileStat stat() {
        return LinuxStat.of(handle.descriptor());
    }

    @Override
    public Object id() {
        return handle.id();
    }

    @Override
    public void setTimes(TimeChange accessed, TimeChange modified) {
        handle.setTimes(accessed, modified);
    }

    @Override
    public void sync(boolean dataOnly) {
        handle.sync(dataOnly);
    }

    @Override
    public void close() {
        handle.close();
    }
}
