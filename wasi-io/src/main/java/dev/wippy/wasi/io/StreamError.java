package dev.wippy.wasi.io;

/** The variant {@code wasi:io/streams.stream-error}. */
public sealed interface StreamError {

    /** The stream had ended before. */
    StreamError CLOSED = new Closed();

    /**
     * The operation failed, and the stream has ended with it.
     *
     * @param error why
     */
    record LastOperationFailed(IoError error) implements StreamError {}

    /** The stream has ended. */
    record Closed() implements StreamError {}
}
