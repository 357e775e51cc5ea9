package dev.wippy.distribution;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers those who look at a running app: one line of words comes in, as a JSON array, and a line with an exit code and
 * a text go out. A few at a time; each on a virtual thread, so that one who reads nothing holds up nobody.
 */
final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int MOST_AT_ONCE = 16;
    private static final int LONGEST_REQUEST = 4_096;

    /**
     * An answer.
     *
     * @param exitCode of the command that asked
     * @param text for its standard output, or, if it failed, its standard error
     */
    record Reply(int exitCode, String text) {}

    /** Until it is closed. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    private final ServerSocketChannel server;
    private final Path path;
    private final Function<List<String>, Reply> replies;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    private AdminServer(ServerSocketChannel server, Path path, Function<List<String>, Reply> replies) {
        this.server = server;
        this.path = path;
        this.replies = replies;
    }

    /**
     * Listens for an app.
     *
     * @param replies what is said to the words of a request, on any thread
     * @throws IOException if there is no place for the socket
     */
    static AdminServer start(Map<String, String> environment, Path root, Function<List<String>, Reply> replies)
            throws IOException {
        AppSocket socket = AppSocket.ofThis(environment, root);
        // One of this number that is gone may have left its own.
        Files.deleteIfExists(socket.path());
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(socket.address());
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw new IOException(socket.path() + ": " + refused.getMessage(), refused);
        }
        var admin = new AdminServer(channel, socket.path(), replies);
        Thread.ofVirtual().name("wippy answers ps").start(admin::accept);
        return admin;
    }

    private void accept() {
        while (true) {
            try {
                room.acquire();
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (ClosedChannelException | InterruptedException over) {
                return;
            } catch (IOException failed) {
                LOG.warn("nobody can look at this app any more: {}", failed.toString());
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            Reply reply = reply(client);
            var answer = ByteBuffer.wrap((reply.exitCode() + "\n" + reply.text()).getBytes(StandardCharsets.UTF_8));
            // On a virtual thread a write takes as much as the socket has room for.
            while (answer.hasRemaining()) {
                client.write(answer);
            }
        } catch (IOException gone) {
            LOG.debug("who looked at this app went away", gone);
        } finally {
            room.release();
        }
    }

    private Reply reply(SocketChannel client) throws IOException {
        String request = line(client);
        try {
            if (JsonReader.read(request) instanceof List<?> words) {
                return replies.apply(words.stream().map(String::valueOf).toList());
            }
            return new Reply(ExitCode.USAGE, "not a list of words: " + OneLine.of(request));
        } catch (IllegalArgumentException unreadable) {
            return new Reply(ExitCode.USAGE, String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException failed) {
            LOG.error("a question about this app could not be answered: {}", OneLine.of(request), failed);
            return new Reply(ExitCode.FAILED, "internal error: " + OneLine.of(failed.toString()));
        }
    }

    private static String line(SocketChannel client) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_REQUEST);
        while (bytes.hasRemaining() && client.read(bytes) >= 0) {
            if (bytes.position() > 0 && bytes.get(bytes.position() - 1) == '\n') {
                break;
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            LOG.debug("the socket {} stays", path, failed);
        }
    }
}
