package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The resource {@code wasi:sockets/udp.incoming-datagram-stream}. */
@WitResource("incoming-datagram-stream")
final class IncomingDatagramStream implements AutoCloseable {

    /** The most that one call gives, however many are asked for, and how many bytes it stops at. */
    private static final int MAX_RESULTS = 64;
    private static final int MAX_BYTES = 1 << 18;

    private final Datagrams datagrams;
    private final Runnable onDrop;

    IncomingDatagramStream(Datagrams datagrams, Runnable onDrop) {
        this.datagrams = datagrams;
        this.onDrop = onDrop;
    }

    /** @param max unsigned */
    List<Datagrams.IncomingDatagram> receive(long max) {
        int count = Long.compareUnsigned(max, MAX_RESULTS) < 0 ? (int) max : MAX_RESULTS;
        var received = new ArrayList<Datagrams.IncomingDatagram>();
        int bytes = 0;
        while (received.size() < count && bytes < MAX_BYTES) {
            Optional<Datagrams.IncomingDatagram> next;
            try {
                next = datagrams.receive();
            } catch (WitErrorException failed) {
                // What came before it is not lost with it.
                if (received.isEmpty()) {
                    throw failed;
                }
                break;
            }
            if (next.isEmpty()) {
                break;
            }
            received.add(next.get());
            bytes += next.get().data().length;
        }
        return received;
    }

    Readiness readiness() {
        return datagrams.readable();
    }

    @Override
    public void close() {
        onDrop.run();
    }
}
