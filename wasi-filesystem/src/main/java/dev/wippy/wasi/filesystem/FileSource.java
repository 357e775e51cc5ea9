package dev.wippy.wasi.filesystem;

import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Source;
import dev.wippy.wasi.filesystem.open.Held;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import dev.wippy.wasi.io.Wakeups;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * A file from an offset on. Nothing is read before somebody asks, and then no more than was asked for: what lay here
 * would grow stale when the guest writes to the file. The end is the file's at the time of the reading, after which the
 * stream is over.
 */
final class FileSource implements Source {

    /** Read for somebody who waits and does not say for how much. */
    private static final int UNASKED = 4096;

    private final ProcessFiles files;
    private final Held<FileHandle> held;
    private final OpenFile file;
    private final Wakeups wakeups = new Wakeups();

    private long offset;
    private boolean reading;
    private byte @Nullable [] ready;
    private boolean ended;
    private boolean closed;
    private volatile @Nullable FileException failure;

    FileSource(ProcessFiles files, Held<FileHandle> held, OpenFile file, long offset) {
        this.files = files;
        this.held = held;
        this.file = file;
        this.offset = offset;
        held.retain();
    }

    @Override
    public Optional<byte[]> poll(int max) {
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            byte[] bytes = ready;
            if (bytes != null) {
                return Optional.of(take(bytes, max));
            }
            if (ended) {
                return Optional.empty();
            }
        }
        if (max > 0) {
            ask(max);
        }
        return Optional.of(new byte[0]);
    }

    private byte[] take(byte[] bytes, int max) {
        int count = Math.min(max, bytes.length);
        ready = count == bytes.length ? null : Arrays.copyOfRange(bytes, count, bytes.length);
        files.giveBuffer(count);
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** Begins to read, unless that is under way, or there is something already. */
    private void ask(int max) {
        long from;
        synchronized (this) {
            if (reading || isReady()) {
                return;
            }
            from = offset;
            reading = files.takeBuffer(max);
            if (!reading) {
                failure = ProcessFiles.tooMuchBuffered();
            }
        }
        if (failure == null) {
            ProcessFiles.start(held, () -> read(from, max));
        } else {
            wakeups.run();
        }
    }

    private void read(long from, int max) {
        byte[] bytes = {};
        FileException failed = null;
        try {
            bytes = file.read(from, max);
        } catch (FileException failedToRead) {
            failed = failedToRead;
        }
        synchronized (this) {
            reading = false;
            if (closed) {
                files.giveBuffer(max);
                return;
            }
            failure = failed;
            ended = failed == null && bytes.length == 0;
            ready = bytes.length == 0 ? null : bytes;
            offset += bytes.length;
        }
        files.giveBuffer(max - bytes.length);
        wakeups.run();
    }

    private synchronized boolean isReady() {
        return ready != null || ended || closed || failure != null;
    }

    @Override
    public Readiness readable() {
        return new Readiness() {
            /** Asking is what starts the reading: a guest may poll without ever waiting. */
            @Override
            public boolean ready() {
                ask(UNASKED);
                return isReady();
            }

            @Override
            public Disposable onReady(Runnable wake) {
                ask(UNASKED);
                return wakeups.add(wake, FileSource.this::isReady);
            }
        };
    }

    /** The stream is gone; what is being read goes nowhere. */
    void close() {
        synchronized (this) {
            if (ready != null) {
                files.giveBuffer(ready.length);
                ready = null;
            }
            closed = true;
        }
        held.release();
    }
}
