package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.wasi.io.Pollable;
import java.util.List;
import java.util.Optional;

/** The interfaces {@code wasi:sockets/udp} and {@code udp-create-socket}. */
final class UdpFunctions {
    private final ProcessSockets sockets;

    UdpFunctions(ProcessSockets sockets) {
        this.sockets = sockets;
    }

    @WitFunction("create-udp-socket")
    UdpSocket create(IpAddressFamily family) {
        return UdpSocket.create(sockets, family);
    }

    @WitFunction("[method]udp-socket.start-bind")
    void startBind(UdpSocket self, Network network, IpSocketAddress address) {
        self.startBind(address);
    }

    @WitFunction("[method]udp-socket.finish-bind")
    void finishBind(UdpSocket self) {
        self.finishBind();
    }

    @WitFunction("[method]udp-socket.stream")
    UdpSocket.Streams stream(UdpSocket self, Optional<IpSocketAddress> address) {
        return self.stream(address);
    }

    @WitFunction("[method]udp-socket.local-address")
    IpSocketAddress localAddress(UdpSocket self) {
        return self.localAddress();
    }

    @WitFunction("[method]udp-socket.remote-address")
    IpSocketAddress remoteAddress(UdpSocket self) {
        return self.remoteAddress();
    }

    @WitFunction("[method]udp-socket.address-family")
    IpAddressFamily family(UdpSocket self) {
        return self.family();
    }

    @WitFunction("[method]udp-socket.unicast-hop-limit")
    short hopLimit(UdpSocket self) {
        return (short) self.options().hopLimit();
    }

    @WitFunction("[method]udp-socket.set-unicast-hop-limit")
    void setHopLimit(UdpSocket self, short value) {
        self.options().setHopLimit(value);
    }

    @WitFunction("[method]udp-socket.receive-buffer-size")
    @Unsigned
    long receiveBuffer(UdpSocket self) {
        return self.options().receiveBuffer();
    }

    @WitFunction("[method]udp-socket.set-receive-buffer-size")
    void setReceiveBuffer(UdpSocket self, @Unsigned long value) {
        self.options().setReceiveBuffer(value);
    }

    @WitFunction("[method]udp-socket.send-buffer-size")
    @Unsigned
    long sendBuffer(UdpSocket self) {
        return self.options().sendBuffer();
    }

    @WitFunction("[method]udp-socket.set-send-buffer-size")
    void setSendBuffer(UdpSocket self, @Unsigned long value) {
        self.options().setSendBuffer(value);
    }

    @WitFunction("[method]udp-socket.subscribe")
    Pollable subscribe(UdpSocket self) {
        return Pollable.of(self.readiness(), "udp-socket");
    }

    @WitFunction("[method]incoming-datagram-stream.receive")
    List<Datagrams.IncomingDatagram> receive(IncomingDatagramStream self, @Unsigned long max) {
        return self.receive(max);
    }

    @WitFunction("[method]incoming-datagram-stream.subscribe")
    Pollable subscribe(IncomingDatagramStream self) {
        return Pollable.of(self.readiness(), "incoming-datagram-stream");
    }

    @WitFunction("[method]outgoing-datagram-stream.check-send")
    @Unsigned
    long checkSend(OutgoingDatagramStream self) {
        return self.checkSend();
    }

    @WitFunction("[method]outgoing-datagram-stream.send")
    @Unsigned
    long send(OutgoingDatagramStream self, List<OutgoingDatagramStream.OutgoingDatagram> datagrams) {
        return self.send(datagrams);
    }

    @WitFunction("[method]outgoing-datagram-stream.subscribe")
    Pollable subscribe(OutgoingDatagramStream self) {
        return Pollable.of(self.readiness(), "outgoing-datagram-stream");
    }
}
