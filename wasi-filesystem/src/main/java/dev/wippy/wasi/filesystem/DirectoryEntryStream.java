package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitResource;

/** The resource {@code wasi:filesystem/types.directory-entry-stream}. None exists until entries have mounts. */
@WitResource("directory-entry-stream")
final class DirectoryEntryStream {
    private DirectoryEntryStream() {}
}
