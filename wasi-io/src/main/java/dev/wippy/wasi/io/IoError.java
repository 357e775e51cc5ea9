package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitResource;

/**
 * The resource {@code wasi:io/error.error}: why an operation on a stream failed. An interface that knows the class of
 * its cause can tell the guest more than a text.
 */
@WitResource("error")
public final class IoError {
    private final Exception cause;

    private IoError(Exception cause) {
        this.cause = cause;
    }

    /** @param cause what went wrong; its message is what the guest gets to see */
    public static IoError of(Exception cause) {
        return new IoError(cause);
    }

    /** What went wrong. */
    public Exception cause() {
        return cause;
    }

    /** A text for people: the cause's message, which tells no more of the host than whoever wrote it meant to tell. */
    public String debugString() {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
