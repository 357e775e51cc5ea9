package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The resource {@code wasi:sockets/udp.udp-socket}. Used on the process's own thread. */
@WitResource("udp-socket")
final class UdpSocket implements AutoCloseable {

    private enum State {
        UNBOUND, BIND_IN_PROGRESS, BOUND
    }

    /** The tuple that {@code stream} gives. */
    record Streams(IncomingDatagramStream incoming, OutgoingDatagramStream outgoing) {}

    private final ProcessSockets sockets;
    private final IpAddressFamily family;
    private final DatagramChannel channel;
    private final SocketOptions options;
    private State state = State.UNBOUND;
    private boolean listening;
    private int users = 1;
    private @Nullable Datagrams current;

    private UdpSocket(ProcessSockets sockets, IpAddressFamily family, DatagramChannel channel) {
        this.sockets = sockets;
        this.family = family;
        this.channel = channel;
        this.options = new SocketOptions(channel);
    }

    static UdpSocket create(ProcessSockets sockets, IpAddressFamily family) {
        return new UdpSocket(sockets, family, sockets.open(() -> DatagramChannel.open(family.protocol())));
    }

    IpAddressFamily family() {
        return family;
    }

    SocketOptions options() {
        return options;
    }

    void startBind(IpSocketAddress address) {
        if (state == State.BIND_IN_PROGRESS) {
            throw ErrorCode.CONCURRENCY_CONFLICT.failure();
        }
        if (state != State.UNBOUND) {
            throw ErrorCode.INVALID_STATE.failure();
        }
        InetSocketAddress local = IpSocketAddress.java(address, family);
        // Whoever wants to send has to bind first. That is no listening: it hears from those that it sent to.
        boolean client = local.getPort() == 0 && local.getAddress().isAnyLocalAddress();
        if (!client && !sockets.policy().mayListen(local)) {
            throw ErrorCode.ACCESS_DENIED.failure();
        }
        try {
            channel.bind(local);
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        }
        listening = !client;
        state = State.BIND_IN_PROGRESS;
    }

    void finishBind() {
        if (state != State.BIND_IN_PROGRESS) {
            throw ErrorCode.NOT_IN_PROGRESS.failure();
        }
        state = State.BOUND;
    }

    private void requireBound() {
        if (state != State.BOUND) {
            throw ErrorCode.INVALID_STATE.failure();
        }
    }

    Streams stream(Optional<IpSocketAddress> address) {
        requireBound();
        Optional<InetSocketAddress> remote = address.map(each -> IpSocketAddress.remote(each, family));
        if (remote.isPresent() && !sockets.policy().mayReach(remote.get())) {
            throw ErrorCode.ACCESS_DENIED.failure();
        }
        try {
            if (channel.isConnected()) {
                channel.disconnect();
            }
            if (remote.isPresent()) {
                channel.connect(remote.get());
            }
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        } catch (UnsupportedAddressTypeException _) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
        if (current != null) {
            current.end();
        }
        var datagrams = new Datagrams(sockets, channel, family, remote, listening);
        current = datagrams;
        users += 2;
        return new Streams(
                new IncomingDatagramStream(datagrams, this::release),
                new OutgoingDatagramStream(datagrams, this::release));
    }

    IpSocketAddress localAddress() {
        requireBound();
        return IpSocketAddress.of(channel::getLocalAddress);
    }

    IpSocketAddress remoteAddress() {
        return IpSocketAddress.of(channel::getRemoteAddress);
    }

    /** Nothing that is begun takes its time. */
    Readiness readiness() {
        return Readiness.ALWAYS;
    }

    private void release() {
        users--;
        if (users == 0) {
            sockets.close(channel);
        }
    }

    @Override
    public void close() {
        release();
    }
}
