package dev.wippy.wasi.filesystem.open;

import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * What a process has open, and the way of its calls to the threads of file systems. All that is open is known here from
 * the moment that it is, so that it is closed with the process however that ends; what is opened after that is closed on
 * arrival.
 */
public final class ProcessFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessFiles.class);

    /** Files, directories and listings that a process may have open. */
    public static final int MAX_OPEN = 1024;

    /** Bytes of its streams that may be on their way. */
    public static final long MAX_BUFFERED = 8L << 20;

    /** How long the end of a process waits for its files to be closed; they are closed all the same. */
    private static final long CLOSE_MILLIS = 1_000;

    private final ProcessContext process;
    private final Set<Held<?>> open = new HashSet<>();
    private int reserved;
    private int closing;
    private long buffered;
    private boolean closed;

    /** Of a process, which closes it at its end. */
    public ProcessFiles(ProcessContext process) {
        this.process = process;
    }

    /**
     * Calls a file system and waits for it, on the process's thread; the process is suspended meanwhile.
     *
     * @param operation what people see it wait for, such as {@code wasi:filesystem/types.read}
     * @param used what the call works on, which stays open until the call is over, whatever becomes of the process
     * @throws FileException if it failed
     */
    public <T> T call(String operation, List<? extends Held<?>> used, Supplier<T> work) {
        return await(
                started(used.getFirst().lane(), used, work), Operation.of(operation));
    }

    /** Opens what is the first in its file system; the process is suspended meanwhile. */
    public <T extends AutoCloseable> Held<T> first(FileThreads.Lane lane, Supplier<T> opening, Operation operation) {
        return await(started(lane, List.of(), () -> open(lane, opening)), operation);
    }

    private <T> T await(Mono<T> call, Operation operation) {
        T value = process.await(call, operation);
        if (value == null) {
            throw new IllegalStateException(operation + " gave nothing");
        }
        return value;
    }

    private static <T> Mono<T> started(FileThreads.Lane lane, List<? extends Held<?>> used, Supplier<T> work) {
        return Mono.create(sink -> {
            used.forEach(Held::enter);
            var cancelled = new AtomicBoolean();
            sink.onCancel(() -> cancelled.set(true));
            lane.submit(() -> {
                Runnable end;
                try {
                    end = cancelled.get() ? () -> {} : outcome(sink, work);
                } finally {
                    used.forEach(Held::exit);
                }
                // The process goes on now, and may let go of what it used at once.
                end.run();
            });
        });
    }

    private static <T> Runnable outcome(MonoSink<T> sink, Supplier<T> work) {
        try {
            T value = work.get();
            return () -> sink.success(value);
        } catch (RuntimeException | Error failed) {
            return () -> sink.error(failed);
        }
    }

    /** Calls a file system on another's behalf, such as a stream's: nobody waits here, and it runs to its end. */
    public static void start(Held<?> used, Runnable work) {
        used.enter();
        used.lane().submit(() -> {
            try {
                work.run();
            } finally {
                used.exit();
            }
        });
    }

    /**
     * Opens something, on a thread of its file system.
     *
     * @throws FileException if it can't be opened, or the process has too much open
     */
    public <T extends AutoCloseable> Held<T> open(FileThreads.Lane lane, Supplier<T> opening) {
        reserve();
        T opened;
        try {
            opened = opening.get();
        } catch (RuntimeException | Error failed) {
            unreserve();
            throw failed;
        }
        return adopt(lane, opened);
    }

    private synchronized void reserve() {
        if (open.size() + reserved >= MAX_OPEN) {
            throw new FileException(
                    FileError.INSUFFICIENT_MEMORY, "a process may have " + MAX_OPEN + " files open");
        }
        reserved++;
    }

    private synchronized void unreserve() {
        reserved--;
    }

    private <T extends AutoCloseable> Held<T> adopt(FileThreads.Lane lane, T opened) {
        var held = new Held<>(this, lane, opened);
        synchronized (this) {
            reserved--;
            if (!closed) {
                open.add(held);
                return held;
            }
        }
        closeQuietly(opened);
        throw new FileException(FileError.BAD_DESCRIPTOR, "the process is gone");
    }

    /** The last user of something let go of it. */
    void closeHeld(Held<?> held) {
        synchronized (this) {
            closing++;
            open.remove(held);
        }
        held.lane().submit(() -> {
            closeQuietly(held.value());
            synchronized (this) {
                closing--;
                notifyAll();
            }
        });
    }

    private void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failed) {
            LOG.warn("{} {}: closing a file failed", process.pid(), process.entry(), failed);
        }
    }

    /** Takes bytes for a stream's buffer, unless there are too many. */
    public synchronized boolean takeBuffer(int bytes) {
        if (closed || bytes > MAX_BUFFERED - buffered || !process.budget().takeBytes(bytes)) {
            return false;
        }
        buffered += bytes;
        return true;
    }

    /** What a stream fails with that gets no buffer. */
    public static FileException tooMuchBuffered() {
        return new FileException(FileError.INSUFFICIENT_MEMORY, "too many bytes are on their way in streams");
    }

    /** Gives back what was taken. */
    public synchronized void giveBuffer(int bytes) {
        if (!closed) {
            buffered -= bytes;
            process.budget().giveBytes(bytes);
        }
    }

    /** The process is over: all that it still has is closed, once no call works on it any more. */
    @Override
    public void close() {
        List<Held<?>> rest;
        synchronized (this) {
            process.budget().giveBytes(buffered);
            buffered = 0;
            closed = true;
            rest = List.copyOf(open);
        }
        rest.forEach(Held::abandon);
        awaitClosed();
    }

    private synchronized void awaitClosed() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        try {
            while (closing > 0 || !open.isEmpty()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    LOG.warn("{} {}: {} files are not closed yet", process.pid(), process.entry(), closing + open
                            .size());
                    return;
                }
                wait(millis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
