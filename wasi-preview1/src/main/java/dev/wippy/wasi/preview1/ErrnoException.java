package dev.wippy.wasi.preview1;

/** A call fails with an error code. Has no stack trace: programs meet such codes all the time. */
final class ErrnoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    ErrnoException(Errno errno) {
        super(errno.name(), null, false, false);
        this.errno = errno;
    }

    Errno errno() {
        return errno;
    }
}
