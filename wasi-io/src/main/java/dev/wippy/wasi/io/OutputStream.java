package dev.wippy.wasi.io;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitResource;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The resource {@code wasi:io/streams.output-stream}, over a {@link Sink}. Used on the process's own thread. */
@WitResource("output-stream")
public final class OutputStream implements AutoCloseable {
    private final Sink sink;
    private final Runnable onDrop;
    private final OutputReadiness readiness;
    private boolean closed;

    /** What the guest may still write by its last {@code check-write}. */
    private int permit;

    private OutputStream(Sink sink, Runnable onDrop) {
        this.sink = sink;
        this.onDrop = onDrop;
        this.readiness = new OutputReadiness(sink);
    }

    /** A stream to a sink that lives on when the stream is dropped, such as standard output. */
    public static OutputStream of(Sink sink) {
        return new OutputStream(sink, () -> {});
    }

    /**
     * A stream to a sink of its own.
     *
     * @param onDrop frees the sink; called once, on the process's thread; what is not yet flushed may be lost then
     */
    public static OutputStream of(Sink sink, Runnable onDrop) {
        return new OutputStream(sink, onDrop);
    }

    /** Ready when {@link #checkWrite} gives more than 0, or an error. */
    Readiness readiness() {
        return readiness;
    }

    Result<Long, StreamError> checkWrite() {
        permit = 0;
        return switch (room()) {
            case Result.Ok(Integer bytes) -> {
                permit = bytes;
                yield Result.ok((long) bytes);
            }
            case Result.Err(StreamError error) -> Result.err(error);
        };
    }

    /**
     * Uses up some of what {@code check-write} permitted, or traps. A closed stream needs no permit: all that it does is
     * to say that it is closed.
     *
     * @param length bytes, unsigned
     */
    void spend(String function, long length) {
        if (closed) {
            return;
        }
        if (Long.compareUnsigned(length, permit) > 0) {
            throw new Trap("wasi:io/streams.%s: %s bytes, where check-write permitted %d"
                    .formatted(function, Long.toUnsignedString(length), permit));
        }
        permit -= (int) length;
    }

    /**
     * Writes as much as there is room for now.
     *
     * @param contents what to write, which nobody changes any more
     * @param from where to begin in it
     * @return how much was written
     */
    Result<Integer, StreamError> writeSome(byte[] contents, int from) {
        return switch (room()) {
            case Result.Ok(Integer room) -> {
                int count = Math.min(room, contents.length - from);
                if (count == 0) {
                    yield Result.ok(0);
                }
                boolean whole = count == contents.length;
                try {
                    sink.write(whole ? contents : Arrays.copyOfRange(contents, from, from + count));
                } catch (KernelException failure) {
                    yield failed(failure);
                }
                yield Result.ok(count);
            }
            case Result.Err(StreamError error) -> Result.err(error);
        };
    }

    /** Takes no more until all that was written has gone out. */
    Result<@Nullable Void, StreamError> flush() {
        if (room() instanceof Result.Err(StreamError error)) {
            return Result.err(error);
        }
        permit = 0;
        readiness.flush();
        return Result.ok();
    }

    /** How many bytes may be written now. */
    private Result<Integer, StreamError> room() {
        if (closed) {
            return Result.err(StreamError.CLOSED);
        }
        try {
            int capacity = sink.capacity();
            return Result.ok(readiness.isFlushing() ? 0 : capacity);
        } catch (KernelException failure) {
            return failed(failure);
        }
    }

    private <T> Result<T, StreamError> failed(KernelException failure) {
        closed = true;
        readiness.close();
        return Result.err(new StreamError.LastOperationFailed(IoError.of(failure)));
    }

    /** Ends the stream while its handle lives on: whoever uses it from now on is told that it is closed. */
    public void end() {
        closed = true;
        readiness.close();
    }

    @Override
    public void close() {
        closed = true;
        readiness.close();
        onDrop.run();
    }
}
