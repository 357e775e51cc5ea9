package dev.wippy.kernel.spi;

import java.util.Set;

/**
 * An open directory, and what can be done to what is in it. Each path is resolved beneath the directory: one that begins
 * with {@code /}, or that {@code ..} or a symbolic link leads out on any step, is refused as
 * {@link FileError#NOT_PERMITTED}, also while somebody else changes the directories on the way. Components are separated
 * by {@code /}.
 */
public non-sealed interface OpenDirectory extends FileHandle {

    /** Opens a regular file or a directory; anything else is refused without waiting for it. */
    FileHandle open(String path, Set<FileOption> options);

    /**
     * The attributes of an object.
     *
     * @param follow whether a symbolic link at the end is followed
     */
    FileStat stat(String path, boolean follow);

    /** Changes the times of an object. */
    void setTimes(String path, boolean follow, TimeChange accessed, TimeChange modified);

    /** Makes a directory. */
    void createDirectory(String path);

    /** Removes an empty directory. */
    void removeDirectory(String path);

    /** Removes what is no directory. */
    void unlink(String path);

    /** Moves an object, in place of what is there. Both directories are of the same file system. */
    void rename(String path, OpenDirectory target, String targetPath);

    /** Makes another name of a file. Both directories are of the same file system. */
    void link(String path, boolean follow, OpenDirectory target, String targetPath);

    /** What a symbolic link holds; one that holds an absolute path is refused. */
    String readLink(String path);

    /** Makes a symbolic link that holds a relative path. */
    void symlink(String contents, String path);

    /** Begins to list it. */
    DirectoryEntries entries();
}
