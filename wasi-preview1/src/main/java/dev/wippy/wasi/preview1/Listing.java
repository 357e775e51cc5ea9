package dev.wippy.wasi.preview1;

import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileEntry;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.wasi.filesystem.open.FileThreads;
import dev.wippy.wasi.filesystem.open.Held;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory by their cookies: the place of an entry, from 0, where 0 and 1 are the directory itself and
 * the one above. Of a directory that is read from front to back no more is held than one call to the file system gave;
 * going back reads it from the front again. Entries without a name in Unicode are left out.
 */
final class Listing {
    private static final List<FileEntry> DOTS = List.of(
            new FileEntry(FileType.DIRECTORY, Optional.of(".")), new FileEntry(FileType.DIRECTORY, Optional.of("..")));

    private static final String OPERATION = "wasi_snapshot_preview1.fd_readdir";

    private final FileThreads.Lane lane;
    private final OpenDirectory directory;
    private final List<FileEntry> known = new ArrayList<>();

    private @Nullable Held<DirectoryEntries> entries;

    /** The cookie of the first that is known. */
    private long first;

    private boolean ended;

    Listing(FileThreads.Lane lane, OpenDirectory directory) {
        this.lane = lane;
        this.directory = directory;
    }

    /** Goes to an entry; those before it are forgotten. */
    void seek(ProcessFiles files, long cookie) {
        if (entries == null || cookie == 0 || Long.compareUnsigned(cookie, first) < 0) {
            restart(files);
        }
        while (Long.compareUnsigned(cookie - first, known.size()) > 0) {
            first += known.size();
            known.clear();
            if (!more(files)) {
                return;
            }
        }
        known.subList(0, (int) (cookie - first)).clear();
        first = cookie;
    }

    private void restart(ProcessFiles files) {
        close();
        entries = files.first(lane, directory::entries, Operation.of(OPERATION));
        known.addAll(DOTS);
        first = 0;
        ended = false;
    }

    private boolean more(ProcessFiles files) {
        Held<DirectoryEntries> held = entries;
        if (ended || held == null) {
            return false;
        }
        List<FileEntry> more = files.call(OPERATION, List.of(held), held.value()::next);
        // A name that is no Unicode can't be given, and an error at its cookie would be the end of each listing.
        more.stream().filter(entry -> entry.name().isPresent()).forEach(known::add);
        ended = more.isEmpty();
        return !ended;
    }

    /** The entry that is so many places behind the one that was sought. */
    Optional<FileEntry> at(ProcessFiles files, int place) {
        while (place >= known.size()) {
            if (!more(files)) {
                return Optional.empty();
            }
        }
        return Optional.of(known.get(place));
    }

    void close() {
        if (entries != null) {
            entries.release();
            entries = null;
        }
        known.clear();
    }
}
