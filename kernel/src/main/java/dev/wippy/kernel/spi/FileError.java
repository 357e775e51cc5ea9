package dev.wippy.kernel.spi;

import dev.wippy.kernel.ErrorKind;

/** Why an operation on a file failed; each case means what the POSIX error of that sense means. */
public enum FileError {
    ACCESS(ErrorKind.PERMISSION_DENIED),
    WOULD_BLOCK(ErrorKind.UNAVAILABLE),
    ALREADY(ErrorKind.CONFLICT),
    BAD_DESCRIPTOR(ErrorKind.INVALID),
    BUSY(ErrorKind.CONFLICT),
    DEADLOCK(ErrorKind.CONFLICT),
    QUOTA(ErrorKind.UNAVAILABLE),
    EXIST(ErrorKind.ALREADY_EXISTS),
    FILE_TOO_LARGE(ErrorKind.INVALID),
    ILLEGAL_BYTE_SEQUENCE(ErrorKind.INVALID),
    IN_PROGRESS(ErrorKind.CONFLICT),
    INTERRUPTED(ErrorKind.UNAVAILABLE),
    INVALID(ErrorKind.INVALID),
    IO(ErrorKind.UNAVAILABLE),
    IS_DIRECTORY(ErrorKind.INVALID),
    LOOP(ErrorKind.INVALID),
    TOO_MANY_LINKS(ErrorKind.UNAVAILABLE),
    MESSAGE_SIZE(ErrorKind.INVALID),
    NAME_TOO_LONG(ErrorKind.INVALID),
    NO_DEVICE(ErrorKind.UNAVAILABLE),
    NO_ENTRY(ErrorKind.NOT_FOUND),
    NO_LOCK(ErrorKind.UNAVAILABLE),
    INSUFFICIENT_MEMORY(ErrorKind.UNAVAILABLE),
    INSUFFICIENT_SPACE(ErrorKind.UNAVAILABLE),
    NOT_DIRECTORY(ErrorKind.INVALID),
    NOT_EMPTY(ErrorKind.CONFLICT),
    NOT_RECOVERABLE(ErrorKind.UNAVAILABLE),
    UNSUPPORTED(ErrorKind.UNAVAILABLE),
    NO_TTY(ErrorKind.INVALID),
    NO_SUCH_DEVICE(ErrorKind.UNAVAILABLE),
    OVERFLOW(ErrorKind.INVALID),
    NOT_PERMITTED(ErrorKind.PERMISSION_DENIED),
    PIPE(ErrorKind.UNAVAILABLE),
    READ_ONLY(ErrorKind.PERMISSION_DENIED),
    INVALID_SEEK(ErrorKind.INVALID),
    TEXT_FILE_BUSY(ErrorKind.CONFLICT),
    CROSS_DEVICE(ErrorKind.INVALID);

    private final ErrorKind kind;

    FileError(ErrorKind kind) {
        this.kind = kind;
    }

    /** The sort of error, for those who do not care for the details. */
    public ErrorKind kind() {
        return kind;
    }
}
