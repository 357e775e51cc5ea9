package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import java.util.Map;

/** The error numbers of Linux, which are the same on x86-64 and AArch64. */
final class Errno {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EXDEV = 18;

    private static final Map<Integer, FileError> ERRORS = Map.ofEntries(
            Map.entry(EPERM, FileError.NOT_PERMITTED),
            Map.entry(ENOENT, FileError.NO_ENTRY),
            Map.entry(EINTR, FileError.INTERRUPTED),
            Map.entry(5, FileError.IO),
            Map.entry(6, FileError.NO_SUCH_DEVICE),
            Map.entry(9, FileError.BAD_DESCRIPTOR),
            Map.entry(EAGAIN, FileError.WOULD_BLOCK),
            Map.entry(12, FileError.INSUFFICIENT_MEMORY),
            Map.entry(13, FileError.ACCESS),
            Map.entry(16, FileError.BUSY),
            Map.entry(17, FileError.EXIST),
            Map.entry(EXDEV, FileError.CROSS_DEVICE),
            Map.entry(19, FileError.NO_DEVICE),
            Map.entry(20, FileError.NOT_DIRECTORY),
            Map.entry(21, FileError.IS_DIRECTORY),
            Map.entry(22, FileError.INVALID),
            // ENFILE and EMFILE: none of the 37 says that there are too many open files.
            Map.entry(23, FileError.INSUFFICIENT_MEMORY),
            Map.entry(24, FileError.INSUFFICIENT_MEMORY),
            Map.entry(25, FileError.NO_TTY),
            Map.entry(26, FileError.TEXT_FILE_BUSY),
            Map.entry(27, FileError.FILE_TOO_LARGE),
            Map.entry(28, FileError.INSUFFICIENT_SPACE),
            Map.entry(29, FileError.INVALID_SEEK),
            Map.entry(30, FileError.READ_ONLY),
            Map.entry(31, FileError.TOO_MANY_LINKS),
            Map.entry(32, FileError.PIPE),
            Map.entry(35, FileError.DEADLOCK),
            Map.entry(36, FileError.NAME_TOO_LONG),
            Map.entry(37, FileError.NO_LOCK),
            Map.entry(38, FileError.UNSUPPORTED),
            Map.entry(39, FileError.NOT_EMPTY),
            Map.entry(40, FileError.LOOP),
            Map.entry(75, FileError.OVERFLOW),
            Map.entry(84, FileError.ILLEGAL_BYTE_SEQUENCE),
            Map.entry(90, FileError.MESSAGE_SIZE),
            Map.entry(95, FileError.UNSUPPORTED),
            Map.entry(114, FileError.ALREADY),
            Map.entry(115, FileError.IN_PROGRESS),
            Map.entry(122, FileError.QUOTA),
            Map.entry(131, FileError.NOT_RECOVERABLE));

    private Errno() {}

    static FileException exception(int errno) {
        return new FileException(ERRORS.getOrDefault(errno, FileError.IO));
    }
}
