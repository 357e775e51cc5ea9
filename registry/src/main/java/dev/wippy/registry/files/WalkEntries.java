package dev.wippy.registry.files;

import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileEntry;
import dev.wippy.kernel.spi.FileType;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A listing by Java's own functions. */
final class WalkEntries implements DirectoryEntries {
    private static final int BATCH = 256;

    private final WalkNode node;
    private final Iterator<Path> paths;
    private final String hidden;

    /** @param hidden names that begin so are left out */
    WalkEntries(WalkNode node, String hidden) {
        this.node = node;
        this.paths = node.stream().iterator();
        this.hidden = hidden;
    }

    @Override
    public List<FileEntry> next() {
        return JavaErrors.run(() -> {
            var entries = new ArrayList<FileEntry>();
            try {
                while (entries.size() < BATCH && paths.hasNext()) {
                    String name = String.valueOf(paths.next().getFileName());
                    if (!name.startsWith(hidden)) {
                        entries.add(new FileEntry(type(name), Optional.of(name)));
                    }
                }
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
            return entries;
        });
    }

    private FileType type(String name) throws IOException {
        try {
            return WalkNode.stat(node.attributes(name)).type();
        } catch (NoSuchFileException gone) {
            return FileType.UNKNOWN;
        }
    }

    @Override
    public void close() {
        JavaErrors.run(() -> {
            node.close();
            return node;
        });
    }
}
