package dev.wippy.kernel.spi;

/** What an object of a file system is. */
public enum FileType {
    UNKNOWN, BLOCK_DEVICE, CHARACTER_DEVICE, DIRECTORY, FIFO, SYMBOLIC_LINK, REGULAR_FILE, SOCKET
}
