package dev.wippy.wasi.sockets;

import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets that a process has, which are closed with it however it ends. */
final class ProcessSockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessSockets.class);

    /** Sockets that a process may have. */
    static final int MAX_OPEN = 1024;

    /** Bytes that its streams may hold for it. */
    static final long MAX_BUFFERED = 8L << 20;

    /** How long the end of a process waits for the loop to let go of its channels; it does so all the same. */
    private static final long CLOSE_MILLIS = 1_000;

    private final ProcessContext process;
    private final SelectorLoop loop;
    private final NetworkPolicy policy;
    private final Set<SelectableChannel> open = new HashSet<>();
    private long buffered;
    private boolean closed;

    ProcessSockets(ProcessContext process, SelectorLoop loop, NetworkPolicy policy) {
        this.process = process;
        this.loop = loop;
        this.policy = policy;
    }

    SelectorLoop loop() {
        return loop;
    }

    NetworkPolicy policy() {
        return policy;
    }

    /** Opens a channel. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws IOException;
    }

    /**
     * Opens a channel that never blocks.
     *
     * @throws dev.wippy.component.bind.WitErrorException if it can't be opened, or the process has too many
     */
    <T extends SelectableChannel> T open(Opening<T> opening) {
        synchronized (this) {
            if (closed || open.size() >= MAX_OPEN) {
                throw ErrorCode.NEW_SOCKET_LIMIT.failure();
            }
        }
        try {
            T channel = opening.open();
            return adopt(channel);
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        } catch (UnsupportedOperationException _) {
            throw ErrorCode.NOT_SUPPORTED.failure();
        }
    }

    /** Takes a channel that was opened otherwise. */
    <T extends SelectableChannel> T adopt(T channel) throws IOException {
        synchronized (this) {
            if (!closed && open.size() < MAX_OPEN) {
                open.add(channel);
                channel.configureBlocking(false);
                return channel;
            }
        }
        channel.close();
        throw ErrorCode.NEW_SOCKET_LIMIT.failure();
    }

    /** Whether there is room for one more. */
    synchronized boolean hasRoom() {
        return !closed && open.size() < MAX_OPEN;
    }

    void close(SelectableChannel channel) {
        synchronized (this) {
            open.remove(channel);
        }
        closeQuietly(channel);
        // A registered channel's descriptor is freed when the loop comes by.
        if (channel.isRegistered()) {
            loop.afterClosing(() -> {});
        }
    }

    private void closeQuietly(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            LOG.warn("{} {}: closing a socket failed", process.pid(), process.entry(), failed);
        }
    }

    /** Takes bytes for a stream's buffer, unless there are too many. */
    synchronized boolean takeBuffer(int bytes) {
        if (closed || bytes > MAX_BUFFERED - buffered || !process.budget().takeBytes(bytes)) {
            return false;
        }
        buffered += bytes;
        return true;
    }

    /** Gives back what was taken. */
    synchronized void giveBuffer(int bytes) {
        if (!closed) {
            buffered -= bytes;
            process.budget().giveBytes(bytes);
        }
    }

    /** The process is over: all that it still has is closed. */
    @Override
    public void close() {
        List<SelectableChannel> rest;
        synchronized (this) {
            process.budget().giveBytes(buffered);
            buffered = 0;
            closed = true;
            rest = List.copyOf(open);
            open.clear();
        }
        boolean registered = rest.stream().anyMatch(SelectableChannel::isRegistered);
        rest.forEach(this::closeQuietly);
        if (registered) {
            awaitFreed();
        }
    }

    private void awaitFreed() {
        var freed = new CountDownLatch(1);
        loop.afterClosing(freed::countDown);
        try {
            if (!freed.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("{} {}: its sockets are not freed yet", process.pid(), process.entry());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
