package dev.wippy.wasi.io;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A sink of a given size, which a test empties. */
final class TestSink implements Sink {
    private final int size;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private int pending;
    private boolean failed;
    private final TestReadiness writable = new TestReadiness(this::hasRoom);
    private final TestReadiness drained = new TestReadiness(this::isDrained);

    TestSink(int size) {
        this.size = size;
    }

    private synchronized boolean hasRoom() {
        return pending < size || failed;
    }

    private synchronized boolean isDrained() {
        return pending == 0 || failed;
    }

    /** What was written, gone out or not. */
    synchronized String text() {
        return all.toString(StandardCharsets.UTF_8);
    }

    void drain() {
        synchronized (this) {
            pending = 0;
        }
        writable.wake();
        drained.wake();
    }

    void fail() {
        synchronized (this) {
            failed = true;
        }
        writable.wake();
        drained.wake();
    }

    int waiting() {
        return writable.waiting() + drained.waiting();
    }

    @Override
    public synchronized int capacity() {
        if (failed) {
            throw new KernelException(ErrorKind.UNAVAILABLE, "the pipe is broken");
        }
        return size - pending;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        if (bytes.length > size - pending) {
            throw new AssertionError(bytes.length + " bytes written, with room for " + (size - pending));
        }
        all.writeBytes(bytes);
        pending += bytes.length;
    }

    @Override
    public synchronized boolean flushed() {
        return pending == 0;
    }

    @Override
    public Readiness writable() {
        return writable;
    }

    @Override
    public Readiness drained() {
        return drained;
    }
}
