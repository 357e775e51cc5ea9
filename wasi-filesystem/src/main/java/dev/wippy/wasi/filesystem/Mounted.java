package dev.wippy.wasi.filesystem;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.EnumSet;
import java.util.Set;

/**
 * A mount of a process, whose top directory is open as long as the process lives.
 *
 * @param mount as it was declared
 * @param top its top directory
 */
record Mounted(Mount mount, Held<FileHandle> top) {

    /**
     * Opens a mount; the process waits.
     *
     * @throws KernelException naming the mount, if it can't be opened
     */
    static Mounted open(Mount mount, ProcessContext process, ProcessFiles files, FileThreads threads) {
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

    String guest() {
        return mount.guest();
    }

    /** A new descriptor of the top. */
    Descriptor descriptor() {
        top.retain();
        Set<DescriptorFlag> flags = mount.readOnly()
                ? EnumSet.of(DescriptorFlag.READ)
                : EnumSet.of(DescriptorFlag.READ, DescriptorFlag.MUTATE_DIRECTORY);
        return new Descriptor(mount.fileSystem(), top, flags, !mount.readOnly());
    }
}
