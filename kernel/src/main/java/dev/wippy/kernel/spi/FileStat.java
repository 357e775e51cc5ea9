package dev.wippy.kernel.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * The attributes of an object of a file system.
 *
 * @param id which object it is; see {@link FileHandle#id}
 * @param linkCount how many names it has
 * @param size in bytes; of a symbolic link, that of its contents
 * @param accessed when its data was last read, where that is kept
 * @param modified when its data was last changed, where that is kept
 * @param changed when its attributes were last changed, where that is kept
 */
public record FileStat(
        Object id,
        FileType type,
        long linkCount,
        long size,
        Optional<Instant> accessed,
        Optional<Instant> modified,
        Optional<Instant> changed) {}
