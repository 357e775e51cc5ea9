package dev.wippy.wasi.cli;

import dev.wippy.kernel.spi.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes to streams whose writes block, such as standard output and standard error. One daemon thread writes for all
 * sinks of a writer, in the order in which they took their bytes, so that what a program says on one stream never
 * overtakes what it said before on another. Each sink has a bounded buffer. Safe for use by many threads.
 *
 * <p>The price of the order: while one stream is slow, what was said after on the others waits too.
 */
public final class PipeWriter implements AutoCloseable {
    private final String name;
    private final Object lock = new Object();
    private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
    private boolean started;
    private boolean closed;

    /** How many chunks are queued or being written. */
    private int unwritten;

    private record Chunk(PipeSink sink, byte[] bytes) {}

    /** @param name of the thread, which starts with the first write */
    public PipeWriter(String name) {
        this.name = name;
    }

    /**
     * A sink that this writer writes for. Each chunk is flushed through to what is behind the stream.
     *
     * @param name for messages, such as {@code standard output}
     * @param stream throws when it fails, unlike a {@link java.io.PrintStream}; it is not closed by this
     */
    public Sink sink(String name, OutputStream stream) {
        return new PipeSink(this, lock, name, stream);
    }

    /**
     * Blocks until all that the sinks took has been written, or can't be.
     *
     * @throws InterruptedException if the caller is interrupted meanwhile
     */
    public void flush() throws InterruptedException {
        synchronized (lock) {
            while (unwritten > 0) {
                lock.wait();
            }
        }
    }

    /**
     * The same, but waits no longer than that.
     *
     * @return whether nothing is left to write
     * @throws InterruptedException if the caller is interrupted meanwhile
     */
    public boolean flush(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        synchronized (lock) {
            while (unwritten > 0) {
                long rest = end - System.nanoTime();
                if (rest <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lock, rest);
            }
            return true;
        }
    }

    /** Takes no more; what was taken is still written, and then the thread ends. Does not wait for that. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    /** Called with the lock held. */
    boolean isClosed() {
        return closed;
    }

    /** Called with the lock held. */
    void add(PipeSink sink, byte[] bytes) {
        queue.add(new Chunk(sink, bytes));
        unwritten++;
        lock.notifyAll();
        if (!started) {
            started = true;
            Thread.ofPlatform().name(name).daemon().start(this::writeAll);
        }
    }

    private void writeAll() {
        try {
            for (Chunk chunk = next(); chunk != null; chunk = next()) {
                written(chunk, write(chunk));
            }
        } catch (InterruptedException _) {
            // Nobody but this class has the thread, and it ends it by close.
            Thread.currentThread().interrupt();
        }
    }

    /** The next chunk, waited for; null when there is none and none can come. */
    private @Nullable Chunk next() throws InterruptedException {
        synchronized (lock) {
            while (queue.isEmpty() && !closed) {
                lock.wait();
            }
            return queue.poll();
        }
    }

    private static @Nullable IOException write(Chunk chunk) {
        try {
            chunk.sink().writeThrough(chunk.bytes());
            return null;
        } catch (IOException failed) {
            return failed;
        }
    }

    private void written(Chunk chunk, @Nullable IOException failure) {
        List<Runnable> due = new ArrayList<>();
        synchronized (lock) {
            unwritten--;
            chunk.sink().written(chunk.bytes().length, failure, due);
            if (unwritten == 0) {
                lock.notifyAll();
            }
        }
        due.forEach(Runnable::run);
    }
}
