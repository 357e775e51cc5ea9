package dev.wippy.kernel;

import org.jspecify.annotations.Nullable;

/** What goes wrong in the kernel and in what plugs into it: a kind for programs, a message for people. */
public class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    public KernelException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    public KernelException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The sort of error. */
    public ErrorKind kind() {
        return kind;
    }
}
