package dev.wippy.wasi.sockets;

import dev.wippy.wasi.io.InputStream;
import dev.wippy.wasi.io.OutputStream;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A connection, and the two streams that the guest uses it by. It is closed when the socket and both streams are
 * dropped, in whatever order. Its methods are called on the process's thread, or on the loop's where they say so.
 */
final class TcpConnection {
    private final ProcessSockets sockets;
    private final SocketChannel channel;
    private final TcpSource source;
    private final TcpSink sink;
    private final InputStream input;
    private final OutputStream output;
    private int users = 3;

    TcpConnection(ProcessSockets sockets, SocketChannel channel) {
        this.sockets = sockets;
        this.channel = channel;
        this.source = new TcpSource(channel, () -> arm(SelectionKey.OP_READ));
        this.sink = new TcpSink(channel, sockets, () -> arm(SelectionKey.OP_WRITE));
        this.input = InputStream.of(source, this::release);
        this.output = OutputStream.of(sink, this::release);
    }

    InputStream input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    private void arm(int operation) {
        sockets.loop().arm(channel, operation, this::ready);
    }

    /** On the loop's thread. */
    private void ready(int operations) {
        if ((operations & SelectionKey.OP_READ) != 0) {
            source.wake();
        }
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            sink.drain();
        }
    }

    void shutdownReceive() throws IOException {
        source.end();
        channel.shutdownInput();
    }

    void shutdownSend() throws IOException {
        output.end();
        sink.end();
    }

    /** One of the three users is gone. */
    void release() {
        users--;
        if (users == 0) {
            sink.close();
            sockets.close(channel);
        }
    }
}
