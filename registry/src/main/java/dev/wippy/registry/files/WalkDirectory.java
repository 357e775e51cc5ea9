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
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A directory by Java's own functions, for systems other than Linux: a path is walked one component at a time, each
 * opened relative to the one before, with links refused; Java's {@link java.nio.file.SecureDirectoryStream} resolves
 * only the last component so, and lets the others lead out.
 *
 * <p>It lacks: symbolic links (making, reading and following them), hard links, the count of links, the time of an
 * attribute's change, and appending that is atomic beside other writers. A pipe that somebody puts in the place of a file
 * while that is opened may keep a thread waiting.
 */
final class WalkDirectory implements OpenDirectory {

    /** Names that begin so hold directories that are being made, for a moment; guests do not see them. */
    private static final String STAGING = ".wippy-staging-";

    private final WalkRoot root;
    private final WalkNode node;

    WalkDirectory(WalkRoot root, WalkNode node) {
        this.root = root;
        this.node = node;
    }

    /** Does something with a walk's end, which lives that long. */
    private <T> T walk(String path, JavaErrors.Work<T> refusal, Walked<T> work) {
        return JavaErrors.run(() -> {
            try (Walk walk = Walk.of(node, path)) {
                if (walk.name().startsWith(STAGING)) {
                    return refusal.run();
                }
                return work.run(walk);
            }
        });
    }

    private <T> T walk(String path, Walked<T> work) {
        return walk(path, WalkDirectory::reserved, work);
    }

    private static <T> T reserved() {
        throw new FileException(FileError.NOT_PERMITTED);
    }

    /** What is done with the end of a walk. */
    @FunctionalInterface
    private interface Walked<T> {
        T run(Walk walk) throws java.io.IOException;
    }

    @Override
    public FileHandle open(String path, Set<FileOption> options) {
        return walk(path, walk -> {
            Optional<FileStat> found = walk.find();
            if (found.isEmpty()) {
                if (!options.contains(FileOption.CREATE)) {
                    throw new FileException(FileError.NO_ENTRY);
                }
                if (walk.mustBeDirectory()) {
                    throw new FileException(FileError.IS_DIRECTORY);
                }
                return file(walk, options);
            }
            if (options.contains(FileOption.CREATE) && options.contains(FileOption.EXCLUSIVE)) {
                throw new FileException(FileError.EXIST);
            }
            return switch (found.get().type()) {
                case DIRECTORY -> {
                    if (options.contains(FileOption.WRITE) || options.contains(FileOption.CREATE)
                            || options.contains(FileOption.TRUNCATE)) {
                        throw new FileException(FileError.IS_DIRECTORY);
                    }
                    yield new WalkDirectory(root, walk.openDirectory());
                }
                case REGULAR_FILE -> {
                    if (options.contains(FileOption.DIRECTORY) || walk.mustBeDirectory()) {
                        throw new FileException(FileError.NOT_DIRECTORY);
                    }
                    yield file(walk, options);
                }
                case SYMBOLIC_LINK -> throw linkRefused(options.contains(FileOption.FOLLOW));
                default -> throw new FileException(FileError.NO_SUCH_DEVICE, "neither a file nor a directory");
            };
        });
    }

    private static FileException linkRefused(boolean follow) {
        return follow
                ? new FileException(FileError.NOT_PERMITTED, "symbolic links are not followed here")
                : new FileException(FileError.LOOP);
    }

    private static WalkFile file(Walk walk, Set<FileOption> options) throws java.io.IOException {
        Set<OpenOption> java = new HashSet<>();
        java.add(LinkOption.NOFOLLOW_LINKS);
        boolean truncate = options.contains(FileOption.TRUNCATE);
        boolean create = options.contains(FileOption.CREATE);
        boolean write = options.contains(FileOption.WRITE);
        if (options.contains(FileOption.READ) || !write) {
            java.add(StandardOpenOption.READ);
        }
        // Java cuts and makes files only where it writes to them.
        if (write || truncate || create) {
            java.add(StandardOpenOption.WRITE);
        }
        if (create) {
            java.add(options.contains(FileOption.EXCLUSIVE)
                    ? StandardOpenOption.CREATE_NEW
                    : StandardOpenOption.CREATE);
        }
        if (options.contains(FileOption.SYNC)) {
            java.add(StandardOpenOption.SYNC);
        } else if (options.contains(FileOption.DATA_SYNC)) {
            java.add(StandardOpenOption.DSYNC);
        }
        var channel = (FileChannel) walk.parent().stream().newByteChannel(Path.of(walk.name()), java);
        try {
            FileStat stat = walk.find().orElseThrow(() -> new FileException(FileError.NO_ENTRY));
            if (stat.type() != FileType.REGULAR_FILE) {
                throw new FileException(FileError.NO_SUCH_DEVICE, "neither a file nor a directory");
            }
            if (truncate) {
                channel.truncate(0);
            }
            return new WalkFile(channel, walk.parent().again(), walk.name(), stat);
        } catch (java.io.IOException | FileException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public FileStat stat(String path, boolean follow) {
        return walk(path, walk -> {
            FileStat stat = walk.find().orElseThrow(() -> new FileException(FileError.NO_ENTRY));
            if (stat.type() == FileType.SYMBOLIC_LINK && (follow || walk.mustBeDirectory())) {
                throw linkRefused(true);
            }
            if (walk.mustBeDirectory() && stat.type() != FileType.DIRECTORY) {
                throw new FileException(FileError.NOT_DIRECTORY);
            }
            return stat;
        });
    }

    @Override
    public void setTimes(String path, boolean follow, TimeChange accessed, TimeChange modified) {
        walk(path, walk -> {
            FileStat stat = walk.find().orElseThrow(() -> new FileException(FileError.NO_ENTRY));
            switch (stat.type()) {
                case REGULAR_FILE, DIRECTORY -> walk.setTimes(accessed, modified);
                case SYMBOLIC_LINK -> throw follow ? linkRefused(true) : new FileException(FileError.UNSUPPORTED);
                default -> throw new FileException(FileError.UNSUPPORTED);
            }
            return stat;
        });
    }

    /**
     * Java makes no directory relative to an open one. So it is made at the top, whose path nobody but the operator
     * leads elsewhere, and moved to its place relative to both.
     */
    @Override
    public void createDirectory(String path) {
        walk(path, walk -> {
            if (walk.find().isPresent()) {
                throw new FileException(FileError.EXIST);
            }
            root.create(STAGING + UUID.randomUUID(), walk.parent(), walk.name());
            return path;
        });
    }

    @Override
    public void removeDirectory(String path) {
        walk(path, walk -> {
            if (walk.isSelf()) {
                throw new FileException(walk.dots() ? FileError.NOT_EMPTY : FileError.INVALID);
            }
            require(walk, FileType.DIRECTORY, FileError.NOT_DIRECTORY);
            walk.parent().stream().deleteDirectory(Path.of(walk.name()));
            return path;
        });
    }

    @Override
    public void unlink(String path) {
        walk(path, walk -> {
            FileStat stat = walk.find().orElseThrow(() -> new FileException(FileError.NO_ENTRY));
            if (stat.type() == FileType.DIRECTORY) {
                throw new FileException(FileError.IS_DIRECTORY);
            }
            if (walk.mustBeDirectory()) {
                throw new FileException(FileError.NOT_DIRECTORY);
            }
            walk.parent().stream().deleteFile(Path.of(walk.name()));
            return path;
        });
    }

    private static void require(Walk walk, FileType type, FileError otherwise) throws java.io.IOException {
        FileStat stat = walk.find().orElseThrow(() -> new FileException(FileError.NO_ENTRY));
        if (stat.type() != type) {
            throw new FileException(otherwise);
        }
    }

    @Override
    public void rename(String path, OpenDirectory target, String targetPath) {
        if (!(target instanceof WalkDirectory other)) {
            throw new FileException(FileError.CROSS_DEVICE);
        }
        walk(path, from -> {
            FileStat stat = from.find().orElseThrow(() -> new FileException(FileError.NO_ENTRY));
            if (from.isSelf()) {
                throw new FileException(FileError.BUSY);
            }
            boolean directory = stat.type() == FileType.DIRECTORY;
            if (from.mustBeDirectory() && !directory) {
                throw new FileException(FileError.NOT_DIRECTORY);
            }
            return other.walk(targetPath, to -> {
                if (to.isSelf()) {
                    throw new FileException(FileError.BUSY);
                }
                if (to.mustBeDirectory() && !directory) {
                    throw new FileException(FileError.NOT_DIRECTORY);
                }
                from.parent().stream().move(
                        Path.of(from.name()), to.parent().stream(), Path.of(to.name()));
                return path;
            });
        });
    }

    @Override
    public void link(String path, boolean follow, OpenDirectory target, String targetPath) {
        throw new FileException(FileError.UNSUPPORTED);
    }

    @Override
    public String readLink(String path) {
        throw new FileException(FileError.UNSUPPORTED);
    }

    @Override
    public void symlink(String contents, String path) {
        throw new FileException(FileError.UNSUPPORTED);
    }

    @Override
    public DirectoryEntries entries() {
        return JavaErrors.run(() -> new WalkEntries(node.again(), STAGING));
    }

    @Override
    public FileStat stat() {
        return JavaErrors.run(() -> WalkNode.stat(node.attributes()));
    }

    @Override
    public Object id() {
        return node.id();
    }

    @Override
    public void setTimes(TimeChange accessed, TimeChange modified) {
        JavaErrors.run(() -> {
            node.setTimes(accessed, modified);
            return node;
        });
    }

    /** Java has no way to do this for a directory. */
    @Override
    public void sync(boolean dataOnly) {}

    @Override
    public void close() {
        JavaErrors.run(() -> {
            node.close();
            return node;
        });
    }

}
