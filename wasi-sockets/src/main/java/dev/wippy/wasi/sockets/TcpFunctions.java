package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.wasi.io.Pollable;

/** The interfaces {@code wasi:sockets/tcp} and {@code tcp-create-socket}. */
final class TcpFunctions {
    private final ProcessSockets sockets;

    TcpFunctions(ProcessSockets sockets) {
        this.sockets = sockets;
    }

    @WitFunction("create-tcp-socket")
    TcpSocket create(IpAddressFamily family) {
        return TcpSocket.create(sockets, family);
    }

    @WitFunction("[method]tcp-socket.start-bind")
    void startBind(TcpSocket self, Network network, IpSocketAddress address) {
        self.startBind(address);
    }

    @WitFunction("[method]tcp-socket.finish-bind")
    void finishBind(TcpSocket self) {
        self.finishBind();
    }

    @WitFunction("[method]tcp-socket.start-connect")
    void startConnect(TcpSocket self, Network network, IpSocketAddress address) {
        self.startConnect(address);
    }

    @WitFunction("[method]tcp-socket.finish-connect")
    TcpSocket.Connected finishConnect(TcpSocket self) {
        return self.finishConnect();
    }

    @WitFunction("[method]tcp-socket.start-listen")
    void startListen(TcpSocket self) {
        self.startListen();
    }

    @WitFunction("[method]tcp-socket.finish-listen")
    void finishListen(TcpSocket self) {
        self.finishListen();
    }

    @WitFunction("[method]tcp-socket.accept")
    TcpSocket.Accepted accept(TcpSocket self) {
        return self.accept();
    }

    @WitFunction("[method]tcp-socket.local-address")
    IpSocketAddress localAddress(TcpSocket self) {
        return self.localAddress();
    }

    @WitFunction("[method]tcp-socket.remote-address")
    IpSocketAddress remoteAddress(TcpSocket self) {
        return self.remoteAddress();
    }

    @WitFunction("[method]tcp-socket.is-listening")
    boolean isListening(TcpSocket self) {
        return self.isListening();
    }

    @WitFunction("[method]tcp-socket.address-family")
    IpAddressFamily family(TcpSocket self) {
        return self.family();
    }

    @WitFunction("[method]tcp-socket.set-listen-backlog-size")
    void setBacklog(TcpSocket self, @Unsigned long value) {
        self.setBacklog(value);
    }

    @WitFunction("[method]tcp-socket.keep-alive-enabled")
    boolean keepAlive(TcpSocket self) {
        return self.openOptions().keepAlive();
    }

    @WitFunction("[method]tcp-socket.set-keep-alive-enabled")
    void setKeepAlive(TcpSocket self, boolean value) {
        self.openOptions().setKeepAlive(value);
    }

    @WitFunction("[method]tcp-socket.keep-alive-idle-time")
    @Unsigned
    long keepAliveIdle(TcpSocket self) {
        return self.openOptions().keepAliveIdle();
    }

    @WitFunction("[method]tcp-socket.set-keep-alive-idle-time")
    void setKeepAliveIdle(TcpSocket self, @Unsigned long value) {
        self.openOptions().setKeepAliveIdle(value);
    }

    @WitFunction("[method]tcp-socket.keep-alive-interval")
    @Unsigned
    long keepAliveInterval(TcpSocket self) {
        return self.openOptions().keepAliveInterval();
    }

    @WitFunction("[method]tcp-socket.set-keep-alive-interval")
    void setKeepAliveInterval(TcpSocket self, @Unsigned long value) {
        self.openOptions().setKeepAliveInterval(value);
    }

    @WitFunction("[method]tcp-socket.keep-alive-count")
    @Unsigned
    int keepAliveCount(TcpSocket self) {
        return self.openOptions().keepAliveCount();
    }

    @WitFunction("[method]tcp-socket.set-keep-alive-count")
    void setKeepAliveCount(TcpSocket self, @Unsigned int value) {
        self.openOptions().setKeepAliveCount(value);
    }

    @WitFunction("[method]tcp-socket.hop-limit")
    short hopLimit(TcpSocket self) {
        return (short) self.openOptions().hopLimit();
    }

    @WitFunction("[method]tcp-socket.set-hop-limit")
    void setHopLimit(TcpSocket self, short value) {
        self.openOptions().setHopLimit(value);
    }

    @WitFunction("[method]tcp-socket.receive-buffer-size")
    @Unsigned
    long receiveBuffer(TcpSocket self) {
        return self.openOptions().receiveBuffer();
    }

    @WitFunction("[method]tcp-socket.set-receive-buffer-size")
    void setReceiveBuffer(TcpSocket self, @Unsigned long value) {
        self.openOptions().setReceiveBuffer(value);
    }

    @WitFunction("[method]tcp-socket.send-buffer-size")
    @Unsigned
    long sendBuffer(TcpSocket self) {
        return self.openOptions().sendBuffer();
    }

    @WitFunction("[method]tcp-socket.set-send-buffer-size")
    void setSendBuffer(TcpSocket self, @Unsigned long value) {
        self.openOptions().setSendBuffer(value);
    }

    @WitFunction("[method]tcp-socket.subscribe")
    Pollable subscribe(TcpSocket self) {
        return Pollable.of(self.readiness(), "tcp-socket");
    }

    @WitFunction("[method]tcp-socket.shutdown")
    void shutdown(TcpSocket self, ShutdownType type) {
        self.shutdown(type);
    }
}
