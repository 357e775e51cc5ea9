package dev.wippy.kernel.spi;

import dev.wippy.kernel.KernelException;
import java.util.Locale;

/**
 * An operation on a file failed. Has no stack trace: programs ask for files that are not there all the time. Its message
 * tells nothing of the host's paths, as guests may see it.
 */
public final class FileException extends KernelException {
    private static final long serialVersionUID = 1L;

    private final FileError error;

    public FileException(FileError error) {
        this(error, error.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public FileException(FileError error, String message) {
        super(error.kind(), message);
        this.error = error;
    }

    /** Why. */
    public FileError error() {
        return error;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
