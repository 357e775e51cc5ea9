package dev.wippy.wasi.sockets;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.wasi.io.Wakeups;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * What a UDP socket sends and receives, from one {@code stream} to the next. Used on the process's own thread; the loop's
 * only wakes.
 */
final class Datagrams {

    /** The largest datagram that there is. */
    private static final int MAX_SIZE = 65_535;

    /** Those whom a socket that does not listen hears from: the last ones that it sent to. */
    private static final int MAX_PEERS = 1024;

    private final ProcessSockets sockets;
    private final DatagramChannel channel;
    private final IpAddressFamily family;
    private final Optional<InetSocketAddress> remote;
    private final boolean fromAll;
    private final Map<InetSocketAddress, Boolean> peers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Boolean> eldest) {
            return size() > MAX_PEERS;
        }
    };
    private final Wakeups readable = new Wakeups();
    private final Wakeups writable = new Wakeups();

    /** Received to see that there is one, and not taken yet. */
    private @Nullable IncomingDatagram looked;
    private @Nullable ErrorCode receiveFailure;
    private volatile boolean full;
    private boolean ended;

    /** @param fromAll whether it hears from whoever sends to it */
    Datagrams(ProcessSockets sockets, DatagramChannel channel, IpAddressFamily family,
            Optional<InetSocketAddress> remote, boolean fromAll) {
        this.sockets = sockets;
        this.channel = channel;
        this.family = family;
        this.remote = remote;
        this.fromAll = fromAll;
    }

    /** The record {@code incoming-datagram}. */
    record IncomingDatagram(byte[] data, IpSocketAddress remoteAddress) {}

    /** Another {@code stream} took its place. */
    void end() {
        ended = true;
        readable.run();
        writable.run();
    }

    private void requireCurrent() {
        if (ended) {
            throw ErrorCode.INVALID_STATE.failure();
        }
    }

    /** Takes the next one; none if there is none yet. */
    Optional<IncomingDatagram> receive() {
        requireCurrent();
        look();
        ErrorCode failure = receiveFailure;
        if (failure != null) {
            receiveFailure = null;
            throw failure.failure();
        }
        Optional<IncomingDatagram> taken = Optional.ofNullable(looked);
        looked = null;
        return taken;
    }

    boolean isReadable() {
        look();
        return ended || looked != null || receiveFailure != null;
    }

    private void look() {
        while (looked == null && receiveFailure == null && !ended) {
            ByteBuffer buffer = ByteBuffer.allocate(MAX_SIZE);
            try {
                if (!(channel.receive(buffer) instanceof InetSocketAddress from)) {
                    return;
                }
                if (isWanted(from)) {
                    looked = new IncomingDatagram(
                            Arrays.copyOf(buffer.array(), buffer.position()), IpSocketAddress.of(from));
                }
            } catch (IOException failed) {
                receiveFailure = ErrorCode.of(failed);
            }
        }
    }

    private boolean isWanted(InetSocketAddress from) {
        // Java's sockets of IPv6 take datagrams of IPv4 too; the WIT's don't.
        return family.has(from.getAddress())
                && (remote.isPresent() ? remote.get().equals(from) : fromAll || peers.containsKey(from));
    }

    /**
     * Sends one.
     *
     * @return false if there is no room for it now
     */
    boolean send(byte[] data, Optional<IpSocketAddress> to) {
        requireCurrent();
        InetSocketAddress target = to.map(each -> IpSocketAddress.remote(each, family)).or(() -> remote)
                .orElseThrow(ErrorCode.INVALID_ARGUMENT::failure);
        if (remote.isPresent() && !remote.get().equals(target)) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
        if (!sockets.policy().mayReach(target)) {
            throw ErrorCode.ACCESS_DENIED.failure();
        }
        if (data.length > MAX_SIZE) {
            throw ErrorCode.DATAGRAM_TOO_LARGE.failure();
        }
        var buffer = ByteBuffer.wrap(data);
        try {
            peers.put(target, true);
            int sent = remote.isPresent() ? channel.write(buffer) : channel.send(buffer, target);
            full = sent == 0 && data.length > 0;
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        } catch (UnsupportedAddressTypeException _) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
        return !full;
    }

    /** Whether there may be room for one. */
    boolean isWritable() {
        return !full || ended;
    }

    void requireSending() {
        requireCurrent();
    }

    /** Ready while {@link #receive} gives one, or fails. */
    Readiness readable() {
        return readiness(this::isReadable, readable, SelectionKey.OP_READ);
    }

    /** Ready while there is room for one. */
    Readiness writable() {
        return readiness(this::isWritable, writable, SelectionKey.OP_WRITE);
    }

    private Readiness readiness(BooleanSupplier reached, Wakeups wakeups, int operation) {
        return new Readiness() {
            @Override
            public boolean ready() {
                return reached.getAsBoolean();
            }

            @Override
            public Disposable onReady(Runnable wake) {
                Disposable wait = wakeups.add(wake, reached);
                if (!wait.isDisposed()) {
                    sockets.loop().arm(channel, operation, Datagrams.this::ready);
                }
                return wait;
            }
        };
    }

    /** On the loop's thread. */
    private void ready(int operations) {
        if ((operations & SelectionKey.OP_READ) != 0) {
            readable.run();
        }
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            full = false;
            writable.run();
        }
    }
}
