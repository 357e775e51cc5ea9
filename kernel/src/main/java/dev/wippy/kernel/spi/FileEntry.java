package dev.wippy.kernel.spi;

import java.util.Optional;

/**
 * An entry of a directory.
 *
 * @param type of the object; unknown where the file system does not say
 * @param name empty for one that is no Unicode, and can't be named
 */
public record FileEntry(FileType type, Optional<String> name) {}
