package dev.wippy.registry.files;

import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.TimeChange;
import java.util.Set;
import java.util.function.Supplier;

/** An open directory in memory. All that is done in the file system is done under one lock. */
final class MemoryDirectory implements OpenDirectory {
    private final MemorySpace space;
    private final MemoryNode.Directory node;

    MemoryDirectory(MemorySpace space, MemoryNode.Directory node) {
        this.space = space;
        this.node = node;
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (space) {
            return work.get();
        }
    }

    private void run(Runnable work) {
        synchronized (space) {
            work.run();
        }
    }

    @Override
    public FileHandle open(String path, Set<FileOption> options) {
        return locked(() -> {
            boolean create = options.contains(FileOption.CREATE);
            boolean fresh = create && options.contains(FileOption.EXCLUSIVE);
            MemoryWalk walk = MemoryWalk.of(node, path, options.contains(FileOption.FOLLOW) && !fresh);
            MemoryNode found = walk.find();
            if (found == null && create) {
                if (walk.directory()) {
                    throw new FileException(FileError.IS_DIRECTORY);
                }
                found = new MemoryNode.Regular(space);
                put(walk, found);
            } else if (found != null && fresh) {
                throw new FileException(FileError.EXIST);
            }
            return switch (walk.require()) {
                case MemoryNode.Link _ -> throw new FileException(FileError.LOOP);
                case MemoryNode.Directory directory -> {
                    if (create || options.contains(FileOption.WRITE) || options.contains(FileOption.TRUNCATE)) {
                        throw new FileException(FileError.IS_DIRECTORY);
                    }
                    yield new MemoryDirectory(space, directory);
                }
                case MemoryNode.Regular file -> {
                    if (options.contains(FileOption.DIRECTORY)) {
                        throw new FileException(FileError.NOT_DIRECTORY);
                    }
                    if (options.contains(FileOption.TRUNCATE)) {
                        file.data.setSize(0);
                        file.wasModified();
                    }
                    yield new MemoryFile(space, file);
                }
            };
        });
    }

    /** Gives an object one more name. */
    private void put(MemoryWalk walk, MemoryNode added) {
        if (walk.parent().links == 0) {
            throw new FileException(FileError.NO_ENTRY);
        }
        space.take(cost(walk.name(), added));
        walk.parent().entries.put(walk.name(), added);
        walk.parent().wasModified();
        if (added instanceof MemoryNode.Directory directory) {
            directory.parent = walk.parent();
            directory.links = 1;
        } else {
            added.links++;
        }
    }

    /** Takes a name away, and the object with the last of them. */
    private void remove(MemoryWalk walk, MemoryNode removed) {
        walk.parent().entries.remove(walk.name());
        walk.parent().wasModified();
        space.give(cost(walk.name(), removed));
        removed.links--;
        removed.changed = walk.parent().changed;
        switch (removed) {
            case MemoryNode.Directory directory -> directory.parent = null;
            case MemoryNode.Regular file -> MemoryFile.freeIfGone(file);
            case MemoryNode.Link _ -> {}
        }
    }

    private static long cost(String name, MemoryNode node) {
        long contents = node instanceof MemoryNode.Link link ? 2L * link.contents.length() : 0;
        return MemoryNode.COST + 2L * name.length() + contents;
    }

    @Override
    public FileStat stat(String path, boolean follow) {
        return locked(() -> MemoryWalk.of(node, path, follow).require().stat());
    }

    @Override
    public void setTimes(String path, boolean follow, TimeChange accessed, TimeChange modified) {
        run(() -> MemoryWalk.of(node, path, follow).require().setTimes(accessed, modified));
    }

    @Override
    public void createDirectory(String path) {
        run(() -> {
            MemoryWalk walk = entry(path);
            if (walk.find() != null) {
                throw new FileException(FileError.EXIST);
            }
            put(walk, new MemoryNode.Directory(space));
        });
    }

    /** A walk that follows no link at the end, not even one with a slash behind it. */
    private MemoryWalk entry(String path) {
        PathText text = PathText.of(path);
        if (!text.slash() || text.isDots()) {
            return MemoryWalk.of(node, path, false);
        }
        MemoryWalk walk = MemoryWalk.of(node, path.replaceFirst("/+$", ""), false);
        return new MemoryWalk(walk.parent(), walk.name(), walk.dots(), true);
    }

    @Override
    public void removeDirectory(String path) {
        run(() -> {
            MemoryWalk walk = entry(path);
            if (walk.isSelf()) {
                throw new FileException(walk.dots() ? FileError.NOT_EMPTY : FileError.INVALID);
            }
            if (!(walk.require() instanceof MemoryNode.Directory directory)) {
                throw new FileException(FileError.NOT_DIRECTORY);
            }
            if (!directory.entries.isEmpty()) {
                throw new FileException(FileError.NOT_EMPTY);
            }
            remove(walk, directory);
        });
    }

    @Override
    public void unlink(String path) {
        run(() -> {
            MemoryWalk walk = entry(path);
            MemoryNode found = walk.require();
            if (found instanceof MemoryNode.Directory) {
                throw new FileException(FileError.IS_DIRECTORY);
            }
            remove(walk, found);
        });
    }

    @Override
    public void rename(String path, OpenDirectory target, String targetPath) {
        run(() -> {
            MemoryWalk from = entry(path);
            MemoryWalk to = same(target).entry(targetPath);
            MemoryNode moved = from.require();
            if (from.isSelf() || to.isSelf()) {
                throw new FileException(FileError.BUSY);
            }
            if (to.directory() && !(moved instanceof MemoryNode.Directory)) {
                throw new FileException(FileError.NOT_DIRECTORY);
            }
            if (to.parent().links == 0) {
                throw new FileException(FileError.NO_ENTRY);
            }
            MemoryNode replaced = to.find();
            if (replaced == moved) {
                return;
            }
            if (to.parent().isWithin(moved)) {
                throw new FileException(FileError.INVALID);
            }
            checkReplaceable(moved, replaced);
            if (replaced != null) {
                remove(to, replaced);
            }
            move(from, to, moved);
        });
    }

    private static void checkReplaceable(MemoryNode moved, @org.jspecify.annotations.Nullable MemoryNode replaced) {
        boolean directory = moved instanceof MemoryNode.Directory;
        switch (replaced) {
            case null -> {}
            case MemoryNode.Directory other -> {
                if (!directory) {
                    throw new FileException(FileError.IS_DIRECTORY);
                }
                if (!other.entries.isEmpty()) {
                    throw new FileException(FileError.NOT_EMPTY);
                }
            }
            default -> {
                if (directory) {
                    throw new FileException(FileError.NOT_DIRECTORY);
                }
            }
        }
    }

    private void move(MemoryWalk from, MemoryWalk to, MemoryNode moved) {
        space.take(cost(to.name(), moved));
        space.give(cost(from.name(), moved));
        from.parent().entries.remove(from.name());
        from.parent().wasModified();
        to.parent().entries.put(to.name(), moved);
        to.parent().wasModified();
        moved.changed = to.parent().changed;
        if (moved instanceof MemoryNode.Directory directory) {
            directory.parent = to.parent();
        }
    }

    @Override
    public void link(String path, boolean follow, OpenDirectory target, String targetPath) {
        run(() -> {
            MemoryNode found = MemoryWalk.of(node, path, follow).require();
            MemoryWalk to = same(target).entry(targetPath);
            if (found instanceof MemoryNode.Directory) {
                throw new FileException(FileError.NOT_PERMITTED);
            }
            add(to, found);
            found.changed = to.parent().changed;
        });
    }

    @Override
    public String readLink(String path) {
        return locked(() -> {
            if (MemoryWalk.of(node, path, false).require() instanceof MemoryNode.Link link) {
                return link.contents;
            }
            throw new FileException(FileError.INVALID);
        });
    }

    @Override
    public void symlink(String contents, String path) {
        PathText.check(contents);
        run(() -> add(entry(path), new MemoryNode.Link(space, contents)));
    }

    private void add(MemoryWalk walk, MemoryNode added) {
        if (walk.find() != null) {
            throw new FileException(FileError.EXIST);
        }
        if (walk.directory()) {
            throw new FileException(FileError.NO_ENTRY);
        }
        put(walk, added);
    }

    private MemoryDirectory same(OpenDirectory directory) {
        if (directory instanceof MemoryDirectory other && other.space == space) {
            return other;
        }
        throw new FileException(FileError.CROSS_DEVICE);
    }

    @Override
    public DirectoryEntries entries() {
        return new MemoryEntries(space, node);
    }

    @Override
    public FileStat stat() {
        return locked(node::stat);
    }

    @Override
    public Object id() {
        return node;
    }

    @Override
    public void setTimes(TimeChange accessed, TimeChange modified) {
        run(() -> node.setTimes(accessed, modified));
    }

    @Override
    public void sync(boolean dataOnly) {}

    @Override
    public void close() {}
}
