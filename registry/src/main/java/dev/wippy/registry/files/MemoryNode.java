package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.kernel.spi.TimeChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object of a file system in memory. Guarded by the file system's lock. */
abstract sealed class MemoryNode {

    /** What an object takes beside its data, about. */
    static final long COST = 256;

    private final long number;

    int links;
    int opened;
    Instant accessed = Instant.now();
    Instant modified = accessed;
    Instant changed = accessed;

    /** Called under the lock, but for the top. */
    MemoryNode(MemorySpace space) {
        this.number = space.nextNumber();
    }

    abstract FileType type();

    abstract long size();

    @Override
    public String toString() {
        return "memory " + number;
    }

    FileStat stat() {
        return new FileStat(
                this, type(), links, size(), Optional.of(accessed), Optional.of(modified), Optional.of(changed));
    }

    void setTimes(TimeChange newAccessed, TimeChange newModified) {
        Instant now = Instant.now();
        accessed = time(newAccessed, accessed, now);
        modified = time(newModified, modified, now);
        changed = now;
    }

    private static Instant time(TimeChange change, Instant before, Instant now) {
        return switch (change) {
            case TimeChange.Keep _ -> before;
            case TimeChange.Now _ -> now;
            case TimeChange.At(Instant time) -> time;
        };
    }

    void wasModified() {
        modified = Instant.now();
        changed = modified;
    }

    /** A regular file. */
    static final class Regular extends MemoryNode {
        final MemoryData data;

        Regular(MemorySpace space) {
            super(space);
            this.data = new MemoryData(space);
        }

        @Override
        FileType type() {
            return FileType.REGULAR_FILE;
        }

        @Override
        long size() {
            return data.size();
        }
    }

    /** A directory. */
    static final class Directory extends MemoryNode {
        final TreeMap<String, MemoryNode> entries = new TreeMap<>();

        /** The one that holds it; null at the top, and once it was removed. */
        @Nullable
        Directory parent;

        Directory(MemorySpace space) {
            super(space);
            links = 1;
        }

        @Override
        FileType type() {
            return FileType.DIRECTORY;
        }

        @Override
        long size() {
            return 0;
        }

        /** Whether it is that directory, or beneath it. */
        boolean isWithin(MemoryNode other) {
            for (Directory each = this; each != null; each = each.parent) {
                if (each == other) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A symbolic link. */
    static final class Link extends MemoryNode {
        final String contents;

        Link(MemorySpace space, String contents) {
            super(space);
            this.contents = contents;
        }

        @Override
        FileType type() {
            return FileType.SYMBOLIC_LINK;
        }

        @Override
        long size() {
            return contents.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
