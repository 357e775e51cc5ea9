package dev.wippy.registry.files;

import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileEntry;
import java.util.List;
import java.util.Optional;

/** A listing in memory, in the order of names: what comes after the last name that was given. */
final class MemoryEntries implements DirectoryEntries {
    private static final int BATCH = 256;

    private final MemorySpace space;
    private final MemoryNode.Directory node;
    private String last = "";

    MemoryEntries(MemorySpace space, MemoryNode.Directory node) {
        this.space = space;
        this.node = node;
    }

    @Override
    public List<FileEntry> next() {
        synchronized (space) {
            List<FileEntry> batch = node.entries.tailMap(last, false).entrySet().stream()
                    .limit(BATCH)
                    .map(each -> new FileEntry(each.getValue().type(), Optional.of(each.getKey())))
                    .toList();
            if (!batch.isEmpty()) {
                last = batch.getLast().name().orElseThrow();
            }
            return batch;
        }
    }

    @Override
    public void close() {}
}
