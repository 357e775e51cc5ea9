package dev.wippy.distribution;

import dev.wippy.engine.cache.PrivateFolder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The socket by which others of the same user find an app that runs, in a folder that nobody else can enter. Its name is
 * a key of the app's folder and the number of the process, so that one app may run twice.
 *
 * @param path of the socket
 * @param process the number of the process that listens
 */
record AppSocket(Path path, long process) {
    private static final String ENDING = ".sock";
    private static final int KEY_BYTES = 8;

    /** Where an app of this process listens; makes the folder. */
    static AppSocket ofThis(Map<String, String> environment, Path root) throws IOException {
        Path folder = folder(environment)
                .orElseThrow(() -> new IOException("XDG_RUNTIME_DIR, XDG_CACHE_HOME and HOME are no absolute paths"));
        PrivateFolder.make(folder);
        long process = ProcessHandle.current().pid();
        return new AppSocket(folder.resolve(key(root) + "-" + process + ENDING), process);
    }

    /** Where the app listens, once for each process that runs it; what a process has left that is gone is removed. */
    static List<AppSocket> ofRunning(Map<String, String> environment, Path root) throws IOException {
        Optional<Path> folder = folder(environment).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        PrivateFolder.make(folder.get());
        String key = key(root);
        List<AppSocket> running = new ArrayList<>();
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(folder.get(), key + "-*" + ENDING)) {
            for (Path each : sockets) {
                String name = each.getFileName().toString();
                String number = name.substring(key.length() + 1, name.length() - ENDING.length());
                if (number.matches("[0-9]{1,18}")) {
                    var socket = new AppSocket(each, Long.parseLong(number));
                    if (socket.answers()) {
                        running.add(socket);
                    } else if (ProcessHandle.of(socket.process).isEmpty()) {
                        // One that is alive may be about to listen.
                        Files.deleteIfExists(each);
                    }
                }
            }
        }
        running.sort((one, other) -> Long.compare(one.process, other.process));
        return running;
    }

    private boolean answers() {
        try (SocketChannel _ = connect()) {
            return true;
        } catch (IOException nobody) {
            // The process is gone, or does not listen yet.
            return false;
        }
    }

    SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(address());
            return channel;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(path);
    }

    /** That of the user's session where there is one, else beside what else is kept. */
    private static Optional<Path> folder(Map<String, String> environment) {
        return CacheFolder.absolute(environment.get("XDG_RUNTIME_DIR"))
                .map(session -> session.resolve("wippy"))
                .or(() -> CacheFolder.of(environment).map(modules -> modules.resolveSibling("run")));
    }

    private static String key(Path root) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(root.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
