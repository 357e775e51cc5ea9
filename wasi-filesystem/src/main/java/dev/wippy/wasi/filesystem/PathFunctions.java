package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.wasi.filesystem.open.Held;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The functions of {@code wasi:filesystem/types} that take paths. */
final class PathFunctions extends Types {

    PathFunctions(ProcessFiles files, MetadataHash hash) {
        super(files, hash);
    }

    @WitFunction("[method]descriptor.create-directory-at")
    void createDirectoryAt(Descriptor self, String path) {
        change("create-directory-at", self, directory -> directory.createDirectory(path));
    }

    @WitFunction("[method]descriptor.remove-directory-at")
    void removeDirectoryAt(Descriptor self, String path) {
        change("remove-directory-at", self, directory -> directory.removeDirectory(path));
    }

    @WitFunction("[method]descriptor.unlink-file-at")
    void unlinkFileAt(Descriptor self, String path) {
        change("unlink-file-at", self, directory -> directory.unlink(path));
    }

    @WitFunction("[method]descriptor.symlink-at")
    void symlinkAt(Descriptor self, String contents, String path) {
        change("symlink-at", self, directory -> directory.symlink(contents, path));
    }

    @WitFunction("[method]descriptor.set-times-at")
    void setTimesAt(
            Descriptor self, Set<PathFlag> flags, String path, NewTimestamp accessed, NewTimestamp modified) {
        run(() -> {
            OpenDirectory directory = self.mutableDirectory();
            var newAccessed = accessed.change();
            var newModified = modified.change();
            callVoid("set-times-at", self, () -> directory.setTimes(
                    path, PathFlag.follow(flags), newAccessed, newModified));
            return self;
        });
    }

    /** Changes something in a directory. */
    private void change(String operation, Descriptor self, java.util.function.Consumer<OpenDirectory> work) {
        run(() -> {
            OpenDirectory directory = self.mutableDirectory();
            callVoid(operation, self, () -> work.accept(directory));
            return self;
        });
    }

    @WitFunction("[method]descriptor.stat-at")
    DescriptorStat statAt(Descriptor self, Set<PathFlag> flags, String path) {
        return run(() -> {
            OpenDirectory directory = self.directory();
            return DescriptorStat.of(call("stat-at", self, () -> directory.stat(path, PathFlag.follow(flags))));
        });
    }

    @WitFunction("[method]descriptor.metadata-hash-at")
    MetadataHash.Value metadataHashAt(Descriptor self, Set<PathFlag> flags, String path) {
        return run(() -> {
            OpenDirectory directory = self.directory();
            return hash().of(call(
                    "metadata-hash-at", self, () -> directory.stat(path, PathFlag.follow(flags))));
        });
    }

    @WitFunction("[method]descriptor.readlink-at")
    String readlinkAt(Descriptor self, String path) {
        return run(() -> {
            OpenDirectory directory = self.directory();
            return call("readlink-at", self, () -> directory.readLink(path));
        });
    }

    @WitFunction("[method]descriptor.link-at")
    void linkAt(
            Descriptor self, Set<PathFlag> oldFlags, String oldPath, Descriptor newDescriptor, String newPath) {
        between("link-at", self, newDescriptor, (directory, target) -> directory.link(
                oldPath, PathFlag.follow(oldFlags), target, newPath));
    }

    @WitFunction("[method]descriptor.rename-at")
    void renameAt(Descriptor self, String oldPath, Descriptor newDescriptor, String newPath) {
        between("rename-at", self, newDescriptor, (directory, target) -> directory.rename(
                oldPath, target, newPath));
    }

    /** Changes something in two directories: both must be mutable, or one would let the other's files be changed. */
    private void between(
            String operation,
            Descriptor from,
            Descriptor to,
            java.util.function.BiConsumer<OpenDirectory, OpenDirectory> work) {
        run(() -> {
            OpenDirectory directory = from.mutableDirectory();
            OpenDirectory target = to.mutableDirectory();
            if (from.fileSystem() != to.fileSystem()) {
                throw new FileException(FileError.CROSS_DEVICE);
            }
            return files().call(name(operation), List.of(from.held(), to.held()), () -> {
                work.accept(directory, target);
                return true;
            });
        });
    }

    @WitFunction("[method]descriptor.open-at")
    Descriptor openAt(
            Descriptor self,
            Set<PathFlag> pathFlags,
            String path,
            Set<OpenFlag> openFlags,
            Set<DescriptorFlag> flags) {
        return run(() -> {
            OpenDirectory directory = self.directory();
            boolean changes = flags.contains(DescriptorFlag.WRITE)
                    || flags.contains(DescriptorFlag.MUTATE_DIRECTORY)
                    || openFlags.contains(OpenFlag.CREATE)
                    || openFlags.contains(OpenFlag.TRUNCATE);
            if (changes) {
                self.requireMutable();
            }
            Set<FileOption> options = options(pathFlags, openFlags, flags);
            Held<FileHandle> held = call(
                    "open-at", self, () -> files().open(self.held().lane(), () -> directory.open(path, options)));
            return new Descriptor(self.fileSystem(), held, opened(held, self, flags), self.mutable());
        });
    }

    private static Set<FileOption> options(
            Set<PathFlag> pathFlags, Set<OpenFlag> openFlags, Set<DescriptorFlag> flags) {
        // POSIX leaves it open what a directory is that is made, or cut.
        if (openFlags.contains(OpenFlag.DIRECTORY) && openFlags.size() > 1) {
            throw new FileException(FileError.INVALID);
        }
        Set<FileOption> options = EnumSet.noneOf(FileOption.class);
        for (OpenFlag flag : openFlags) {
            options.add(switch (flag) {
                case CREATE -> FileOption.CREATE;
                case DIRECTORY -> FileOption.DIRECTORY;
                case EXCLUSIVE -> FileOption.EXCLUSIVE;
                case TRUNCATE -> FileOption.TRUNCATE;
            });
        }
        if (PathFlag.follow(pathFlags)) {
            options.add(FileOption.FOLLOW);
        }
        for (DescriptorFlag flag : flags) {
            switch (flag) {
                case READ -> options.add(FileOption.READ);
                case WRITE -> options.add(FileOption.WRITE);
                case FILE_INTEGRITY_SYNC, REQUESTED_WRITE_SYNC -> options.add(FileOption.SYNC);
                case DATA_INTEGRITY_SYNC -> options.add(FileOption.DATA_SYNC);
                case MUTATE_DIRECTORY -> {
                    // Says what the descriptor may be used for, not how it is opened.
                }
            }
        }
        return options;
    }

    /**
     * The flags of what was opened. A directory in a mutable one is mutable, asked for or not: programs that were built
     * for preview 1 have no way to ask, and remove trees through such directories.
     */
    private static Set<DescriptorFlag> opened(
            Held<FileHandle> held, Descriptor base, Set<DescriptorFlag> asked) {
        Set<DescriptorFlag> flags = EnumSet.noneOf(DescriptorFlag.class);
        flags.addAll(asked);
        flags.remove(DescriptorFlag.MUTATE_DIRECTORY);
        if (held.value() instanceof OpenDirectory && base.mutable()) {
            flags.add(DescriptorFlag.MUTATE_DIRECTORY);
        }
        return flags;
    }
}
