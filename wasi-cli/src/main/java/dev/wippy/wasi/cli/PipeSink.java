package dev.wippy.wasi.cli;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream of a {@link PipeWriter}, whose lock guards its state. */
final class PipeSink implements Sink {

    /** How many bytes wait to be written, at most; a little more when two threads fill it at once. */
    static final int BUFFER = 1 << 16;

    private final PipeWriter writer;
    private final Object lock;
    private final String name;
    private final OutputStream stream;
    private final Signal writable;
    private final Signal drained;
    private int pending;
    private volatile @Nullable IOException failure;

    PipeSink(PipeWriter writer, Object lock, String name, OutputStream stream) {
        this.writer = writer;
        this.lock = lock;
        this.name = name;
        this.stream = stream;
        this.writable = new Signal(lock, () -> pending < BUFFER || failure != null || writer.isClosed());
        this.drained = new Signal(lock, () -> pending == 0 || failure != null);
    }

    @Override
    public int capacity() {
        synchronized (lock) {
            check();
            return Math.max(0, BUFFER - pending);
        }
    }

    @Override
    public void write(byte[] bytes) {
        synchronized (lock) {
            check();
            if (bytes.length > 0) {
                pending += bytes.length;
                writer.add(this, bytes);
            }
        }
    }

    private void check() {
        IOException failed = failure;
        if (failed != null) {
            throw new KernelException(
                    ErrorKind.UNAVAILABLE, "writing to " + name + " failed: " + failed.getMessage(), failed);
        }
        if (writer.isClosed()) {
            throw new KernelException(ErrorKind.UNAVAILABLE, "writing to " + name + " failed: it is closed");
        }
    }

    @Override
    public boolean flushed() {
        synchronized (lock) {
            return pending == 0;
        }
    }

    @Override
    public Readiness writable() {
        return writable;
    }

    @Override
    public Readiness drained() {
        return drained;
    }

    /** On the writer's thread, without the lock. What follows a failed write is not written. */
    void writeThrough(byte[] bytes) throws IOException {
        if (failure == null) {
            stream.write(bytes);
            stream.flush();
        }
    }

    /** On the writer's thread, with the lock held. */
    void written(int count, @Nullable IOException failed, List<Runnable> due) {
        if (failed != null) {
            failure = failed;
        }
        // What could not be written stays pending, so that it never counts as flushed.
        if (failure == null) {
            pending -= count;
        }
        due.addAll(writable.due());
        due.addAll(drained.due());
    }
}
