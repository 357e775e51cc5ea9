package dev.wippy.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A standard stream that remembers when it broke. What follows is dropped: who reads it is gone. Safe for use by many
 * threads.
 */
final class Output extends OutputStream {
    private final OutputStream stream;
    private @Nullable IOException failure;
    private Runnable onFailure = () -> {};

    Output(OutputStream stream) {
        this.stream = stream;
    }

    /** Runs this when the stream breaks, or at once if it has. */
    void onFailure(Runnable action) {
        synchronized (this) {
            if (failure == null) {
                onFailure = action;
                return;
            }
        }
        action.run();
    }

    /** Why the stream broke, if it did. */
    synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the reader went away, as {@code head} does; that is nobody's fault. */
    static boolean isBrokenPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    @Override
    public void write(int each) throws IOException {
        write(new byte[]{(byte) each});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Runnable action;
        IOException failed;
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            try {
                stream.write(bytes, offset, length);
                stream.flush();
                return;
            } catch (IOException e) {
                failure = e;
                failed = e;
                action = onFailure;
            }
        }
        action.run();
        throw failed;
    }

    /** Writes bytes; does nothing once the stream is broken. */
    void print(byte[] bytes) {
        try {
            write(bytes);
        } catch (IOException e) {
            // It is kept, and looked at when the command ends.
            assert failure().isPresent() : e;
        }
    }

    /** Writes a text and a new line; does nothing once the stream is broken. */
    void println(String text) {
        print((text + '\n').getBytes(StandardCharsets.UTF_8));
    }
}
