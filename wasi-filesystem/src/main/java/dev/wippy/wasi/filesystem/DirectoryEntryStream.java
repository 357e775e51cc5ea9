package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileEntry;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.wasi.filesystem.open.Held;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The resource {@code wasi:filesystem/types.directory-entry-stream}: holds what one call to the file system gave, and
 * asks for more when that is used up. Used on the process's own thread.
 */
@WitResource("directory-entry-stream")
final class DirectoryEntryStream implements AutoCloseable {
    private final Held<DirectoryEntries> held;
    private final Queue<FileEntry> entries = new ArrayDeque<>();
    private boolean ended;

    DirectoryEntryStream(Held<DirectoryEntries> held) {
        this.held = held;
    }

    /** The record {@code wasi:filesystem/types.directory-entry}. */
    record Entry(FileType type, String name) {}

    /** The next entry; one that has no name in Unicode is an error, after which the listing goes on. */
    Optional<Entry> next(ProcessFiles files) {
        if (entries.isEmpty() && !ended) {
            List<FileEntry> more = files.call(
                    Types.name("directory-entry-stream.read-directory-entry"), List.of(held), held.value()::next);
            entries.addAll(more);
            ended = more.isEmpty();
        }
        FileEntry entry = entries.poll();
        if (entry == null) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                entry.type(),
                entry.name().orElseThrow(() -> new FileException(FileError.ILLEGAL_BYTE_SEQUENCE))));
    }

    @Override
    public void close() {
        held.release();
    }
}
