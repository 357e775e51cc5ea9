package dev.wippy.wasi.sockets;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Source;
import dev.wippy.wasi.io.Wakeups;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * What comes in on a connection. Nothing is read before the guest asks, so that the system's window holds the peer back;
 * but to tell whether there is something takes a look, which reads a little.
 */
final class TcpSource implements Source {

    /** The most that a look reads. */
    private static final int LOOK = 1024;

    private final SocketChannel channel;
    private final Runnable arm;
    private final Wakeups wakeups = new Wakeups();
    private byte[] looked = {};
    private boolean ended;
    private @Nullable SocketException failure;

    /** @param arm has {@link #wake} called when there is something to read */
    TcpSource(SocketChannel channel, Runnable arm) {
        this.channel = channel;
        this.arm = arm;
    }

    @Override
    public synchronized Optional<byte[]> poll(int max) {
        if (max > looked.length) {
            fill(max);
        }
        if (looked.length > 0) {
            byte[] taken = looked.length <= max ? looked : Arrays.copyOf(looked, max);
            looked = Arrays.copyOfRange(looked, taken.length, looked.length);
            return Optional.of(taken);
        }
        if (failure != null) {
            throw failure;
        }
        return ended ? Optional.empty() : Optional.of(new byte[0]);
    }

    /** Reads what is there, until so many bytes are held. */
    private void fill(int max) {
        if (ended || failure != null) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(max).put(looked);
        try {
            ended = channel.read(buffer) < 0;
        } catch (IOException failed) {
            failure = new SocketException(ErrorCode.of(failed));
        }
        looked = Arrays.copyOf(buffer.array(), buffer.position());
    }

    private synchronized boolean isReady() {
        if (looked.length == 0) {
            fill(LOOK);
        }
        return looked.length > 0 || ended || failure != null;
    }

    @Override
    public Readiness readable() {
        return new Readiness() {
            @Override
            public boolean ready() {
                return isReady();
            }

            @Override
            public Disposable onReady(Runnable wake) {
                Disposable wait = wakeups.add(wake, TcpSource.this::isReady);
                if (!wait.isDisposed()) {
                    arm.run();
                }
                return wait;
            }
        };
    }

    /** There may be something; on the loop's thread. */
    void wake() {
        wakeups.run();
    }

    /** What came in is dropped, and nothing more is taken. */
    synchronized void end() {
        looked = new byte[0];
        ended = true;
    }
}
