package dev.wippy.wasi.cli;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source over a stream whose reads block, such as standard input. A daemon thread of its own reads ahead, as far as a
 * bounded buffer goes. It begins when somebody first asks for bytes: a program that never does takes none from the
 * others that share the stream.
 */
public final class PipeSource implements Source, AutoCloseable {

    /** How many bytes are read ahead, at most. */
    static final int BUFFER = 1 << 17;

    private static final int READ = 1 << 16;

    private final String name;
    private final InputStream stream;
    private final Object lock = new Object();
    private final Signal readable = new Signal(lock, this::hasNews);

    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int buffered;
    private boolean started;
    private boolean ended;
    private @Nullable IOException failure;

    /**
     * @param name for messages and the thread, such as {@code standard input}
     * @param stream is not closed by this
     */
    public PipeSource(String name, InputStream stream) {
        this.name = name;
        this.stream = stream;
    }

    @Override
    public Optional<byte[]> poll(int max) {
        synchronized (lock) {
            start();
            byte[] first = chunks.peek();
            if (first != null) {
                return Optional.of(take(first, max));
            }
            if (failure != null) {
                throw new KernelException(
                        ErrorKind.UNAVAILABLE, "reading " + name + " failed: " + failure.getMessage(), failure);
            }
            return ended ? Optional.empty() : Optional.of(new byte[0]);
        }
    }

    private byte[] take(byte[] first, int max) {
        int count = Math.min(max, first.length);
        chunks.remove();
        if (count < first.length) {
            chunks.addFirst(Arrays.copyOfRange(first, count, first.length));
        }
        buffered -= count;
        lock.notifyAll();
        return count == first.length ? first : Arrays.copyOf(first, count);
    }

    @Override
    public Readiness readable() {
        synchronized (lock) {
            start();
        }
        return readable;
    }

    /** Ends the source: it gives no more bytes, and its thread ends with the read that it is in. */
    @Override
    public void close() {
        List<Runnable> due;
        synchronized (lock) {
            started = true;
            ended = true;
            failure = null;
            chunks.clear();
            buffered = 0;
            lock.notifyAll();
            due = readable.due();
        }
        due.forEach(Runnable::run);
    }

    private boolean hasNews() {
        return !chunks.isEmpty() || ended || failure != null;
    }

    private void start() {
        if (!started) {
            started = true;
            Thread.ofPlatform().name("wippy reads " + name).daemon().start(this::readAll);
        }
    }

    private void readAll() {
        byte[] bytes = new byte[READ];
        for (int room = awaitRoom(); room > 0; room = awaitRoom()) {
            int count;
            try {
                count = stream.read(bytes, 0, Math.min(room, READ));
            } catch (IOException failed) {
                add(new byte[0], true, failed);
                return;
            }
            if (count < 0) {
                add(new byte[0], true, null);
                return;
            }
            add(Arrays.copyOf(bytes, count), false, null);
        }
    }

    /** Waits until there is room, and gives how much; 0 once the source was closed. */
    private int awaitRoom() {
        synchronized (lock) {
            while (buffered >= BUFFER && !ended) {
                try {
                    lock.wait();
                } catch (InterruptedException _) {
                    // Nobody but this class has the thread; what ends it is close.
                    ended = true;
                }
            }
            return ended ? 0 : BUFFER - buffered;
        }
    }

    private void add(byte[] bytes, boolean last, @Nullable IOException failed) {
        List<Runnable> due;
        synchronized (lock) {
            if (ended) {
                return;
            }
            if (bytes.length > 0) {
                chunks.add(bytes);
                buffered += bytes.length;
            }
            ended = last;
            failure = failed;
            due = readable.due();
        }
        due.forEach(Runnable::run);
    }
}
