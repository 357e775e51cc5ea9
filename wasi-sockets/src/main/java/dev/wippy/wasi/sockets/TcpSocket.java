package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.wasi.io.InputStream;
import dev.wippy.wasi.io.OutputStream;
import dev.wippy.wasi.io.Wakeups;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * The resource {@code wasi:sockets/tcp.tcp-socket}, whose states are those of {@code TcpSocketOperationalSemantics.md}.
 * Used on the process's own thread, and by the loop's to wake those who wait.
 */
@WitResource("tcp-socket")
final class TcpSocket implements AutoCloseable {

    /** What a system queues at most; larger figures are taken as this. */
    private static final int MAX_BACKLOG = 4096;

    private enum State {
        UNBOUND, BIND_IN_PROGRESS, BOUND, LISTEN_IN_PROGRESS, LISTENING, CONNECT_IN_PROGRESS, CONNECTED, CLOSED
    }

    /** The tuple that {@code accept} gives. */
    record Accepted(TcpSocket socket, InputStream input, OutputStream output) {}

    /** The tuple that {@code finish-connect} gives. */
    record Connected(InputStream input, OutputStream output) {}

    private final ProcessSockets sockets;
    private final IpAddressFamily family;
    private final SocketOptions options;
    private final Wakeups wakeups = new Wakeups();
    private State state;
    private int backlog = 128;

    /** The socket, until it listens. */
    private @Nullable SocketChannel channel;

    /** The socket, once it listens. */
    private @Nullable ServerSocketChannel listener;

    private @Nullable TcpConnection connection;

    /** How the connecting ended, once it did. */
    private @Nullable ErrorCode connectFailure;
    private boolean connectResolved;

    /** Accepted to see that there is one, and not taken yet. */
    private @Nullable SocketChannel pending;
    private @Nullable ErrorCode acceptFailure;

    private TcpSocket(ProcessSockets sockets, IpAddressFamily family, SocketChannel channel, State state) {
        this.sockets = sockets;
        this.family = family;
        this.channel = channel;
        this.state = state;
        this.options = new SocketOptions(channel);
    }

    static TcpSocket create(ProcessSockets sockets, IpAddressFamily family) {
        SocketChannel channel = sockets.open(() -> SocketChannel.open(family.protocol()));
        return new TcpSocket(sockets, family, channel, State.UNBOUND);
    }

    IpAddressFamily family() {
        return family;
    }

    SocketOptions options() {
        return options;
    }

    private void require(State... states) {
        for (State each : states) {
            if (state == each) {
                return;
            }
        }
        throw ErrorCode.INVALID_STATE.failure();
    }

    private SocketChannel channel() {
        if (channel == null) {
            throw ErrorCode.INVALID_STATE.failure();
        }
        return channel;
    }

    private boolean isBusy() {
        return state == State.BIND_IN_PROGRESS || state == State.LISTEN_IN_PROGRESS
                || state == State.CONNECT_IN_PROGRESS;
    }

    private void requireIdle() {
        if (isBusy()) {
            throw ErrorCode.CONCURRENCY_CONFLICT.failure();
        }
    }

    private void requireFinishing(State expected) {
        if (state != expected) {
            throw ErrorCode.NOT_IN_PROGRESS.failure();
        }
    }

    void startBind(IpSocketAddress address) {
        requireIdle();
        require(State.UNBOUND);
        InetSocketAddress local = IpSocketAddress.java(address, family);
        if (!IpSocketAddress.isUnicast(local)) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
        if (!sockets.policy().mayListen(local)) {
            throw ErrorCode.ACCESS_DENIED.failure();
        }
        try {
            // So that a connection that was closed lately is not in the way, as the WIT asks for.
            channel().setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(local);
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        }
        state = State.BIND_IN_PROGRESS;
    }

    void finishBind() {
        requireFinishing(State.BIND_IN_PROGRESS);
        state = State.BOUND;
    }

    Connected finishConnect() {
        requireFinishing(State.CONNECT_IN_PROGRESS);
        if (!isConnectResolved()) {
            throw ErrorCode.WOULD_BLOCK.failure();
        }
        if (connectFailure != null) {
            ErrorCode failure = connectFailure;
            end();
            throw failure.failure();
        }
        var connected = new TcpConnection(sockets, channel());
        connection = connected;
        state = State.CONNECTED;
        return new Connected(connected.input(), connected.output());
    }

    void startConnect(IpSocketAddress address) {
        requireIdle();
        require(State.UNBOUND, State.BOUND);
        try {
            InetSocketAddress remote = IpSocketAddress.remote(address, family);
            if (!IpSocketAddress.isUnicast(remote)) {
                throw ErrorCode.INVALID_ARGUMENT.failure();
            }
            if (!sockets.policy().mayReach(remote)) {
                throw ErrorCode.ACCESS_DENIED.failure();
            }
            connectTo(remote);
            state = State.CONNECT_IN_PROGRESS;
        } finally {
            if (state != State.CONNECT_IN_PROGRESS) {
                end();
            }
        }
    }

    private void connectTo(InetSocketAddress remote) {
        try {
            connectResolved = channel().connect(remote);
        } catch (IOException failed) {
            // Told by finish-connect, as for a failure that takes its time.
            connectFailure = ErrorCode.of(failed);
            connectResolved = true;
        } catch (UnsupportedAddressTypeException | UnresolvedAddressException _) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
    }

    private boolean isConnectResolved() {
        if (!connectResolved) {
            try {
                connectResolved = channel().finishConnect();
            } catch (IOException failed) {
                connectFailure = ErrorCode.of(failed);
                connectResolved = true;
            }
        }
        return connectResolved;
    }

    void startListen() {
        requireIdle();
        require(State.BOUND);
        try {
            listen(channel());
            state = State.LISTEN_IN_PROGRESS;
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        } finally {
            if (state != State.LISTEN_IN_PROGRESS) {
                end();
            }
        }
    }

    /**
     * Java's sockets that listen are of another class. Its one is bound beside the one that holds the address, which the
     * system allows as long as neither listens, so that nobody else can take it.
     */
    private void listen(SocketChannel bound) throws IOException {
        options.detach();
        ServerSocketChannel server = sockets.open(() -> ServerSocketChannel.open(family.protocol()));
        listener = server;
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(bound.getLocalAddress(), backlog);
        sockets.close(bound);
        channel = null;
    }

    void finishListen() {
        requireFinishing(State.LISTEN_IN_PROGRESS);
        state = State.LISTENING;
    }

    Accepted accept() {
        require(State.LISTENING);
        if (!hasPending()) {
            throw ErrorCode.WOULD_BLOCK.failure();
        }
        SocketChannel accepted = pending;
        if (accepted == null) {
            ErrorCode failure = acceptFailure == null ? ErrorCode.UNKNOWN : acceptFailure;
            acceptFailure = null;
            throw failure.failure();
        }
        pending = null;
        var socket = new TcpSocket(sockets, family, accepted, State.CONNECTED);
        socket.options.inherit(options);
        var connected = new TcpConnection(sockets, accepted);
        socket.connection = connected;
        return new Accepted(socket, connected.input(), connected.output());
    }

    private boolean hasPending() {
        while (pending == null && acceptFailure == null && listener != null) {
            if (!sockets.hasRoom()) {
                // It stays in the system's queue, for when there is room.
                acceptFailure = ErrorCode.NEW_SOCKET_LIMIT;
                return true;
            }
            try {
                SocketChannel accepted = listener.accept();
                if (accepted == null) {
                    return false;
                }
                sockets.adopt(accepted);
                // Java's sockets of IPv6 take those of IPv4 too; the WIT's don't.
                if (isOurs(accepted)) {
                    pending = accepted;
                } else {
                    sockets.close(accepted);
                }
            } catch (IOException failed) {
                acceptFailure = ErrorCode.of(failed);
            }
        }
        return true;
    }

    private boolean isOurs(SocketChannel accepted) throws IOException {
        return accepted.getRemoteAddress() instanceof InetSocketAddress remote && family.has(remote.getAddress());
    }

    IpSocketAddress localAddress() {
        requireLocal();
        return listener != null
                ? IpSocketAddress.of(listener::getLocalAddress)
                : IpSocketAddress.of(channel()::getLocalAddress);
    }

    private void requireLocal() {
        require(State.BOUND, State.LISTEN_IN_PROGRESS, State.LISTENING, State.CONNECT_IN_PROGRESS, State.CONNECTED);
    }

    IpSocketAddress remoteAddress() {
        require(State.CONNECTED);
        return IpSocketAddress.of(channel()::getRemoteAddress);
    }

    boolean isListening() {
        return state == State.LISTENING;
    }

    void setBacklog(long value) {
        if (value == 0) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
        if (state == State.LISTEN_IN_PROGRESS || state == State.LISTENING) {
            throw ErrorCode.NOT_SUPPORTED.failure();
        }
        require(State.UNBOUND, State.BIND_IN_PROGRESS, State.BOUND);
        backlog = Long.compareUnsigned(value, MAX_BACKLOG) < 0 ? (int) value : MAX_BACKLOG;
    }

    /** What the socket's settings ask before they are read or written. */
    SocketOptions openOptions() {
        if (state == State.CLOSED) {
            throw ErrorCode.INVALID_STATE.failure();
        }
        return options;
    }

    void shutdown(ShutdownType type) {
        require(State.CONNECTED);
        TcpConnection connected = connection;
        if (connected == null) {
            throw ErrorCode.INVALID_STATE.failure();
        }
        try {
            if (type != ShutdownType.SEND) {
                connected.shutdownReceive();
            }
            if (type != ShutdownType.RECEIVE) {
                connected.shutdownSend();
            }
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        }
    }

    /** Ready when what is in progress can be finished, or there is a connection to accept; always in other states. */
    Readiness readiness() {
        return new Readiness() {
            @Override
            public boolean ready() {
                return switch (state) {
                    case CONNECT_IN_PROGRESS -> isConnectResolved();
                    case LISTENING -> hasPending();
                    default -> true;
                };
            }

            @Override
            public Disposable onReady(Runnable wake) {
                Disposable wait = wakeups.add(wake, this::ready);
                if (!wait.isDisposed()) {
                    arm();
                }
                return wait;
            }
        };
    }

    private void arm() {
        if (listener != null) {
            sockets.loop().arm(listener, SelectionKey.OP_ACCEPT, _ -> wakeups.run());
        } else if (channel != null) {
            sockets.loop().arm(channel, SelectionKey.OP_CONNECT, _ -> wakeups.run());
        }
    }

    /** Lets go of what it has, and is in the state in which nothing can be done with it. */
    private void end() {
        state = State.CLOSED;
        if (connection != null) {
            connection.release();
            connection = null;
        } else if (channel != null) {
            sockets.close(channel);
        }
        channel = null;
        if (listener != null) {
            sockets.close(listener);
            listener = null;
        }
        if (pending != null) {
            sockets.close(pending);
            pending = null;
        }
        wakeups.run();
    }

    @Override
    public void close() {
        end();
    }
}
