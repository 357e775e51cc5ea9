package dev.wippy.wasi.sockets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that tells when channels are ready, for all processes. It moves no bytes but those that a guest has written
 * and the system had no room for. It starts when the first process has to wait.
 */
final class SelectorLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private @Nullable Selector selector;
    private volatile boolean closed;

    /** What a channel's owner is told, on the loop's thread; takes no time. */
    @FunctionalInterface
    interface Handler {
        /** @param operations those of {@link SelectionKey} that the channel is ready for */
        void ready(int operations);
    }

    /**
     * Has a channel's handler told once when the channel is ready for an operation, or is closed by its peer. Asking
     * again before that changes nothing.
     *
     * @param handler takes the place of the channel's last one
     */
    void arm(SelectableChannel channel, int operation, Handler handler) {
        Selector waiting = selector();
        try {
            SelectionKey key = channel.keyFor(waiting);
            if (key == null) {
                channel.register(waiting, operation, handler);
            } else {
                key.attach(handler);
                key.interestOpsOr(operation);
            }
            waiting.wakeup();
        } catch (ClosedChannelException | CancelledKeyException _) {
            // Whoever waits for a closed channel goes on, and sees that it is.
            handler.ready(operation);
        }
    }

    private synchronized Selector selector() {
        Selector current = selector;
        if (current == null) {
            if (closed) {
                throw new IllegalStateException("the sockets' loop is closed");
            }
            try {
                current = Selector.open();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            selector = current;
            Selector waiting = current;
            Thread.ofPlatform().daemon().name("wippy-sockets").start(() -> run(waiting));
        }
        return current;
    }

    /**
     * Runs something short on the loop's thread, after what was closed before is gone; at once if the loop never started.
     */
    void afterClosing(Runnable task) {
        Selector waiting;
        synchronized (this) {
            waiting = closed ? null : selector;
        }
        if (waiting == null) {
            task.run();
            return;
        }
        tasks.add(task);
        waiting.wakeup();
    }

    private void run(Selector waiting) {
        try (waiting) {
            while (!closed) {
                waiting.select(SelectorLoop::handle);
                drain();
            }
        } catch (IOException | RuntimeException failed) {
            LOG.error("the sockets' loop has ended", failed);
        } finally {
            drain();
        }
    }

    private void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static void handle(SelectionKey key) {
        try {
            int ready = key.readyOps();
            key.interestOpsAnd(~ready);
            ((Handler) key.attachment()).ready(ready);
        } catch (CancelledKeyException _) {
            // It was closed since, by its own process, which waits no more.
        } catch (RuntimeException failed) {
            LOG.error("a socket's handler failed", failed);
        }
    }

    @Override
    public void close() {
        Selector waiting;
        synchronized (this) {
            closed = true;
            waiting = selector;
        }
        if (waiting != null) {
            waiting.wakeup();
        }
    }
}
