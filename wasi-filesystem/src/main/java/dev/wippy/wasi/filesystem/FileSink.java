package dev.wippy.wasi.filesystem;

import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.wasi.filesystem.open.Held;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import dev.wippy.wasi.io.Wakeups;
import org.jspecify.annotations.Nullable;

/** A file that is written to from an offset on, or at its end. One write is under way at a time. */
final class FileSink implements Sink {

    /** The most that is taken before it is written. */
    private static final int CAPACITY = 1 << 16;

    private final ProcessFiles files;
    private final Held<FileHandle> held;
    private final Writing writing;
    private final Wakeups wakeups = new Wakeups();
    private boolean busy;
    private @Nullable FileException failure;

    /** Writes some bytes, at least one, and tells how many. */
    @FunctionalInterface
    interface Writing {
        int write(byte[] bytes, int from, int count);
    }

    FileSink(ProcessFiles files, Held<FileHandle> held, Writing writing) {
        this.files = files;
        this.held = held;
        this.writing = writing;
        held.retain();
    }

    /** Writes from an offset on; used by one thread at a time. */
    static Writing at(OpenFile file, long offset) {
        long[] position = {offset};
        return (bytes, from, count) -> {
            int written = file.write(position[0], bytes, from, count);
            position[0] += written;
            return written;
        };
    }

    @Override
    public synchronized int capacity() {
        if (failure != null) {
            throw failure;
        }
        return busy ? 0 : CAPACITY;
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        synchronized (this) {
            busy = files.takeBuffer(bytes.length);
            if (!busy) {
                failure = ProcessFiles.tooMuchBuffered();
                throw failure;
            }
        }
        // What the guest wrote is written, even if it is gone by then.
        ProcessFiles.start(held, () -> writeAll(bytes));
    }

    private void writeAll(byte[] bytes) {
        FileException failed = null;
        try {
            int done = 0;
            while (done < bytes.length) {
                done += writing.write(bytes, done, bytes.length - done);
            }
        } catch (FileException failedToWrite) {
            failed = failedToWrite;
        }
        files.giveBuffer(bytes.length);
        synchronized (this) {
            busy = false;
            failure = failed;
        }
        wakeups.run();
    }

    @Override
    public synchronized boolean flushed() {
        return !busy;
    }

    @Override
    public Readiness writable() {
        return wakeups.readiness(this::flushed);
    }

    @Override
    public Readiness drained() {
        return wakeups.readiness(this::flushed);
    }

    /** The stream is gone; a write under way goes on. */
    void close() {
        held.release();
    }
}
