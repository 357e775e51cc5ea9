package dev.wippy.wasi.io;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Source;
import java.util.Optional;

/** The resource {@code wasi:io/streams.input-stream}, over a {@link Source}. Used on the process's own thread. */
@WitResource("input-stream")
public final class InputStream implements AutoCloseable {

    /** The most that one call reads, whatever the guest asks for: the WIT lets a stream return less. */
    static final int MAX_READ = 1 << 16;

    private final Source source;
    private final Runnable onDrop;
    private boolean closed;

    private InputStream(Source source, Runnable onDrop) {
        this.source = source;
        this.onDrop = onDrop;
    }

    /** A stream of a source that lives on when the stream is dropped, such as standard input. */
    public static InputStream of(Source source) {
        return new InputStream(source, () -> {});
    }

    /**
     * A stream of a source of its own.
     *
     * @param onDrop frees the source; called once, on the process's thread
     */
    public static InputStream of(Source source, Runnable onDrop) {
        return new InputStream(source, onDrop);
    }

    /** Ready when {@link #read} gives bytes, the end or an error. */
    Readiness readiness() {
        return source.readable();
    }

    /**
     * Takes what is there.
     *
     * @param length the most to take, unsigned
     */
    Result<byte[], StreamError> read(long length) {
        if (closed) {
            return Result.err(StreamError.CLOSED);
        }
        int max = Long.compareUnsigned(length, MAX_READ) < 0 ? (int) length : MAX_READ;
        Optional<byte[]> bytes;
        try {
            bytes = source.poll(max);
        } catch (KernelException failure) {
            closed = true;
            return Result.err(new StreamError.LastOperationFailed(IoError.of(failure)));
        }
        if (bytes.isEmpty()) {
            closed = true;
            return Result.err(StreamError.CLOSED);
        }
        return Result.ok(bytes.get());
    }

    @Override
    public void close() {
        closed = true;
        onDrop.run();
    }
}
