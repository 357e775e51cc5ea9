package dev.wippy.kernel.spi;

import java.nio.file.Path;
import java.util.Optional;

/** A file system of the app, as other entries see it. Calls block; safe for use by many threads. */
public interface FileSystem {

    /**
     * Reads a whole file.
     *
     * @param path in it; a leading {@code /} is optional
     * @param maxBytes a longer file is refused
     * @throws dev.wippy.kernel.KernelException of kind NotFound, naming the folder that was searched; PermissionDenied if
     *     the path leads out of the file system; Invalid if the file is too long or no regular file
     */
    byte[] read(String path, long maxBytes);

    /** The folder behind it, if there is one. */
    Optional<Path> directory();

    /**
     * Opens its top directory, for a process that has it as a mount. The caller closes it.
     *
     * @throws FileException if it can't be opened; {@link FileError#UNSUPPORTED} if this file system can't be mounted
     */
    default OpenDirectory open() {
        throw new FileException(FileError.UNSUPPORTED, "this file system can't be mounted");
    }
}
