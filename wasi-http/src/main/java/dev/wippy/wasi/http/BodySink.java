package dev.wippy.wasi.http;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.wasi.io.Wakeups;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way out. Before there is a connection that takes it, so much is kept here; then it is written, and no
 * more is on its way than that. Safe for use by many threads.
 */
final class BodySink implements Sink {
    private static final int CAPACITY = 1 << 16;

    private final ProcessHttp process;
    private final OptionalLong length;
    private final boolean request;
    private final Wakeups wakeups = new Wakeups();
    private final List<byte[]> kept = new ArrayList<>();
    private @Nullable Target target;
    private Runnable onFirst = () -> {};
    private long written;
    private int pending;
    private boolean ended;
    private @Nullable HttpException failure;

    /** Where it goes. Called in order, by one thread at a time, and never blocks. */
    interface Target {

        /** @param done runs when the bytes are with the system, with null, or when that failed; on any thread */
        void write(Buffer bytes, java.util.function.Consumer<@Nullable Throwable> done);

        /** It is whole. */
        void end();

        /** It will never be. */
        void abort();
    }

    BodySink(ProcessHttp process, OptionalLong length, boolean request) {
        this.process = process;
        this.length = length;
        this.request = request;
    }

    /** Has something run when there is something to send: a first byte, the end, or that it was given up. */
    void onFirst(Runnable action) {
        boolean now;
        synchronized (this) {
            onFirst = action;
            now = !kept.isEmpty() || ended || failure != null;
        }
        if (now) {
            action.run();
        }
    }

    /** Whether it ended with nothing in it. */
    synchronized boolean isEmpty() {
        return ended && written == 0;
    }

    /** How many bytes the guest wrote. */
    synchronized long written() {
        return written;
    }

    /** From now on it goes there, beginning with what was kept. */
    void goTo(Target to) {
        synchronized (this) {
            target = to;
            for (byte[] each : kept) {
                to.write(Buffer.buffer(each), failed -> done(each.length, failed));
            }
            kept.clear();
            if (failure != null) {
                to.abort();
            } else if (ended) {
                to.end();
            }
        }
        wakeups.run();
    }

    @Override
    public synchronized int capacity() {
        if (failure != null) {
            throw failure;
        }
        return Math.max(0, CAPACITY - pending);
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        boolean first;
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            if (length.isPresent() && bytes.length > length.getAsLong() - written) {
                var size = java.util.Optional.of(written + bytes.length);
                throw failLocked(request
                        ? new ErrorCode.HttpRequestBodySize(size)
                        : new ErrorCode.HttpResponseBodySize(size));
            }
            if (!process.takeBytes(bytes.length)) {
                throw failLocked(ErrorCode.internal("too many bytes are on their way"));
            }
            first = written == 0;
            written += bytes.length;
            pending += bytes.length;
            if (target != null) {
                target.write(Buffer.buffer(bytes), failed -> done(bytes.length, failed));
            } else {
                kept.add(bytes);
            }
        }
        if (first) {
            onFirst.run();
        }
    }

    private HttpException failLocked(ErrorCode code) {
        var failed = new HttpException(code);
        failure = failed;
        if (target != null) {
            target.abort();
        }
        return failed;
    }

    private void done(int count, @Nullable Throwable failed) {
        synchronized (this) {
            pending -= count;
            if (failed != null && failure == null) {
                failure = new HttpException(Failures.of(failed));
            }
        }
        process.giveBytes(count);
        wakeups.run();
    }

    /** It can't be sent any more. */
    void fail(ErrorCode code) {
        synchronized (this) {
            if (failure == null) {
                failure = new HttpException(code);
            }
            kept.forEach(each -> process.giveBytes(each.length));
            kept.clear();
        }
        wakeups.run();
    }

    /** It is whole. */
    void end() {
        synchronized (this) {
            ended = true;
            if (target != null && failure == null) {
                target.end();
            }
        }
        onFirst.run();
    }

    /** It will never be whole. */
    void abort() {
        synchronized (this) {
            if (failure == null && !ended) {
                failLocked(new ErrorCode.ConnectionTerminated());
            }
        }
        onFirst.run();
        wakeups.run();
    }

    /** What is kept for a connection that is not there yet counts as out: who waited for it would wait for ever. */
    @Override
    public synchronized boolean flushed() {
        return pending == 0 || target == null || failure != null;
    }

    private synchronized boolean isWritable() {
        return pending < CAPACITY || failure != null;
    }

    @Override
    public Readiness writable() {
        return wakeups.readiness(this::isWritable);
    }

    @Override
    public Readiness drained() {
        return wakeups.readiness(this::flushed);
    }
}
