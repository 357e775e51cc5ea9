package dev.wippy.kernel.spi;

import java.util.List;

/**
 * The file systems that a process sees, in the order that its entry gives; see {@link ProcessContext#config}.
 *
 * @param mounts no two have the same path
 */
public record MountSettings(List<Mount> mounts) {

    /** No file system at all. */
    public static final MountSettings NONE = new MountSettings(List.of());

    public MountSettings {
        mounts = List.copyOf(mounts);
    }

    /**
     * A file system and where the guest sees it.
     *
     * @param id of the entry that it comes from
     * @param guest an absolute path
     * @param readOnly whether the guest may change nothing in it
     */
    public record Mount(String id, FileSystem fileSystem, String guest, boolean readOnly) {}
}
