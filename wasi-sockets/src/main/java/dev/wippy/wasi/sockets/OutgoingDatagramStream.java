package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.spi.Readiness;
import java.util.List;
import java.util.Optional;

/** The resource {@code wasi:sockets/udp.outgoing-datagram-stream}. */
@WitResource("outgoing-datagram-stream")
final class OutgoingDatagramStream implements AutoCloseable {

    /** How many may be sent at once. */
    private static final int PERMIT = 16;

    private final Datagrams datagrams;
    private final Runnable onDrop;
    private int permit;

    OutgoingDatagramStream(Datagrams datagrams, Runnable onDrop) {
        this.datagrams = datagrams;
        this.onDrop = onDrop;
    }

    /** The record {@code outgoing-datagram}. */
    record OutgoingDatagram(byte[] data, Optional<IpSocketAddress> remoteAddress) {}

    long checkSend() {
        datagrams.requireSending();
        permit = datagrams.isWritable() ? PERMIT : 0;
        return permit;
    }

    long send(List<OutgoingDatagram> all) {
        if (all.size() > permit) {
            throw new Trap("wasi:sockets/udp.outgoing-datagram-stream.send: %d datagrams, where check-send permitted %d"
                    .formatted(all.size(), permit));
        }
        permit = 0;
        long sent = 0;
        for (OutgoingDatagram each : all) {
            try {
                if (!datagrams.send(each.data(), each.remoteAddress())) {
                    break;
                }
            } catch (WitErrorException failed) {
                if (sent == 0) {
                    throw failed;
                }
                break;
            }
            sent++;
        }
        return sent;
    }

    Readiness readiness() {
        return datagrams.writable();
    }

    @Override
    public void close() {
        onDrop.run();
    }
}
