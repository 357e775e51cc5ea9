package dev.wippy.kernel.spi;

/** How a file or directory is opened. */
public enum FileOption {
    /** Its data is read. */
    READ,
    /** Its data is written. */
    WRITE,
    /** A file that is not there is made. */
    CREATE,
    /** Only with {@link #CREATE}: nothing may be there. */
    EXCLUSIVE,
    /** It must be a directory. */
    DIRECTORY,
    /** A file is cut to nothing. */
    TRUNCATE,
    /** A symbolic link at the end of the path is followed; without this, one there is an error. */
    FOLLOW,
    /** Each write waits until data and attributes are on the device. */
    SYNC,
    /** Each write waits until its data is on the device. */
    DATA_SYNC
}
