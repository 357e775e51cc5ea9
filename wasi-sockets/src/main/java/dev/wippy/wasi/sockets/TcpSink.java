package dev.wippy.wasi.sockets;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.wasi.io.Wakeups;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * What goes out on a connection: to the system at once, and what that has no room for is held here, at most one write;
 * until it is gone nothing more is taken.
 */
final class TcpSink implements Sink {
    private static final int CAPACITY = 1 << 16;

    private final SocketChannel channel;
    private final ProcessSockets sockets;
    private final Runnable arm;
    private final Wakeups wakeups = new Wakeups();
    private @Nullable ByteBuffer held;
    private int charged;
    private boolean ending;
    private @Nullable SocketException failure;

    /** @param arm has {@link #drain} called when the system has room */
    TcpSink(SocketChannel channel, ProcessSockets sockets, Runnable arm) {
        this.channel = channel;
        this.sockets = sockets;
        this.arm = arm;
    }

    @Override
    public synchronized int capacity() {
        if (failure != null) {
            throw failure;
        }
        return held == null ? CAPACITY : 0;
    }

    @Override
    public void write(byte[] bytes) {
        synchronized (this) {
            var buffer = ByteBuffer.wrap(bytes);
            try {
                channel.write(buffer);
            } catch (IOException failed) {
                throw fail(ErrorCode.of(failed));
            }
            if (!buffer.hasRemaining()) {
                return;
            }
            if (!sockets.takeBuffer(bytes.length)) {
                throw fail(ErrorCode.OUT_OF_MEMORY);
            }
            charged = bytes.length;
            held = buffer;
        }
        arm.run();
    }

    private SocketException fail(ErrorCode code) {
        var failed = new SocketException(code);
        failure = failed;
        return failed;
    }

    /** Writes what is held, as far as there is room; on the loop's thread. */
    void drain() {
        synchronized (this) {
            ByteBuffer rest = held;
            if (rest == null) {
                return;
            }
            try {
                channel.write(rest);
            } catch (IOException failed) {
                fail(ErrorCode.of(failed));
            }
            if (failure != null || !rest.hasRemaining()) {
                letGo();
                if (ending && failure == null) {
                    shutdown();
                }
            }
        }
        if (flushed()) {
            wakeups.run();
        } else {
            arm.run();
        }
    }

    private void letGo() {
        held = null;
        sockets.giveBuffer(charged);
        charged = 0;
    }

    private void shutdown() {
        try {
            channel.shutdownOutput();
        } catch (IOException failed) {
            fail(ErrorCode.of(failed));
        }
    }

    /** Tells the peer that nothing more comes, after what is held. */
    synchronized void end() throws IOException {
        ending = true;
        if (held == null && failure == null) {
            channel.shutdownOutput();
        }
    }

    /** What is held is lost. */
    synchronized void close() {
        if (held != null) {
            letGo();
        }
    }

    @Override
    public synchronized boolean flushed() {
        return held == null;
    }

    @Override
    public Readiness writable() {
        return wakeups.readiness(this::flushed);
    }

    @Override
    public Readiness drained() {
        return wakeups.readiness(this::flushed);
    }
}
