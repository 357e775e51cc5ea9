package dev.wippy.wasi.sockets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A server in a Java of its own, whose descriptors are not the test's: takes connections and sends nothing, until a line
 * comes in; then it sends a byte to each and ends.
 */
final class HoldingServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final int port;

    HoldingServer(int connections) throws IOException {
        String java = System.getProperty("java.home") + "/bin/java";
        process = new ProcessBuilder(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                HoldingServer.class.getName(), Integer.toString(connections))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        port = Integer.parseInt(output.readLine());
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Waits until all have connected. */
    void awaitConnected() throws IOException {
        String line = output.readLine();
        if (!"connected".equals(line)) {
            throw new AssertionError("not all have connected: " + line);
        }
    }

    /** Sends each a byte. */
    void answer() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** @param words how many connections it waits for */
    public static void main(String[] words) throws IOException {
        try (var server = new ServerSocket(0, 4096, InetAddress.ofLiteral("127.0.0.1"))) {
            System.out.println(server.getLocalPort());
            List<Socket> held = new ArrayList<>();
            while (held.size() < Integer.parseInt(words[0])) {
                held.add(server.accept());
            }
            System.out.println("connected");
            if (System.in.read() < 0) {
                return;
            }
            for (Socket each : held) {
                each.getOutputStream().write('x');
            }
            System.in.read();
        }
    }
}
