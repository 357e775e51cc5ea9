package dev.wippy.wasi.filesystem.open;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProcessContext;

/**
 * A mount of a process, whose top directory is open as long as the process lives.
 *
 * @param mount as it was declared
 * @param top its top directory
 */
public record Mounted(Mount mount, Held<FileHandle> top) {

    /**
     * Opens a mount; the process waits.
     *
     * @throws KernelException naming the mount, if it can't be opened
     */
    public static Mounted open(Mount mount, ProcessContext process, ProcessFiles files, FileThreads threads) {
        FileThreads.Lane lane = threads.lane(mount.fileSystem());
        try {
            Held<FileHandle> top = files.first(lane, mount.fileSystem()::open, new Operation("mount", mount.guest()));
            return new Mounted(mount, top);
        } catch (FileException failed) {
            throw new KernelException(
                    failed.error().kind() == ErrorKind.NOT_FOUND ? ErrorKind.NOT_FOUND : ErrorKind.UNAVAILABLE,
                    "the mount " + mount.guest() + " of " + mount.id() + " can't be opened: " + failed.getMessage(),
                    failed);
        }
    }

    /** Where the guest sees it. */
    public String guest() {
        return mount.guest();
    }
}
