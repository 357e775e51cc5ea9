package dev.wippy.wasi.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Trap;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of sockets when a process ends. The processes are pieces of Java in real hosts. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ProcessEndTest {
    private final SelectorLoop loop = new SelectorLoop();
    private final Kernel kernel = Kernel.builder().build();
    private final ProcessHost host = kernel.host(HostOptions.of("test:host"));
    private long before;

    /** Java keeps one socket for itself from the first on. */
    @BeforeAll
    static void open_the_first() throws IOException {
        SocketChannel.open().close();
    }

    @BeforeEach
    void count() throws IOException {
        before = descriptors();
    }

    @AfterEach
    void close() {
        kernel.close();
        loop.close();
    }

    /** What a process does with its sockets. */
    private interface Guest {
        void run(ProcessContext process, ProcessSockets sockets);
    }

    private Process spawn(Guest guest) {
        return host.spawn(
                kernel.template("test:guest", Optional.empty(), Limits.defaults(), process -> body(process, guest)),
                Launch.of());
    }

    private ProcessBody body(ProcessContext process, Guest guest) {
        var policy = new NetworkPolicy(Guests.LOOPBACK, line -> {});
        var sockets = new ProcessSockets(process, loop, policy);
        process.onClose(sockets);
        return new ProcessBody() {
            @Override
            public Object run() {
                guest.run(process, sockets);
                return "done";
            }

            @Override
            public void close() {}
        };
    }

    /** How many sockets this program has open. */
    private static long descriptors() throws IOException {
        long count = 0;
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : open.toList()) {
                try {
                    count += Files.readSymbolicLink(each).toString().startsWith("socket:") ? 1 : 0;
                } catch (IOException closed) {
                    // The one that listed them.
                    assertTrue(Files.notExists(each));
                }
            }
        }
        return count;
    }

    private static IpSocketAddress loopback() {
        return IpSocketAddress.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    private static TcpSocket listener(ProcessSockets sockets) {
        TcpSocket socket = TcpSocket.create(sockets, IpAddressFamily.IPV4);
        socket.startBind(loopback());
        socket.finishBind();
        socket.startListen();
        socket.finishListen();
        return socket;
    }

    private static void await(ProcessContext process, TcpSocket socket) {
        process.await(socket.readiness().whenReady(), Operation.of("test"));
    }

    /** Each sort of socket, in the middle of something. */
    private static void openAll(ProcessContext process, ProcessSockets sockets) {
        TcpSocket listener = listener(sockets);
        TcpSocket client = TcpSocket.create(sockets, IpAddressFamily.IPV4);
        client.startConnect(listener.localAddress());
        await(process, client);
        client.finishConnect();
        await(process, listener);
        listener.accept();
        TcpSocket second = TcpSocket.create(sockets, IpAddressFamily.IPV4);
        second.startConnect(listener.localAddress());
        // Accepted, and not taken.
        await(process, listener);
        UdpSocket datagrams = UdpSocket.create(sockets, IpAddressFamily.IPV4);
        datagrams.startBind(loopback());
        datagrams.finishBind();
        datagrams.stream(Optional.empty()).incoming().readiness().ready();
        TcpSocket.create(sockets, IpAddressFamily.IPV6);
    }

    @Test
    void two_thousand_processes_that_are_killed_while_they_wait_leave_no_socket_open() throws Exception {
        for (int batch = 0; batch < 20; batch++) {
            var started = new CountDownLatch(100);
            var processes = new ArrayList<Process>();
            for (int i = 0; i < 100; i++) {
                processes.add(spawn((process, sockets) -> {
                    openAll(process, sockets);
                    started.countDown();
                    await(process, listener(sockets));
                }));
            }
            assertTrue(started.await(60, TimeUnit.SECONDS));
            processes.forEach(Process::terminate);
            for (Process each : processes) {
                assertEquals(ErrorKind.CANCELED, each.exit().block().failure().orElseThrow().kind());
            }
        }
        assertEquals(before, descriptors());
    }

    @Test
    void a_process_that_traps_or_returns_leaves_none_open() throws Exception {
        var trapped = spawn((process, sockets) -> {
            openAll(process, sockets);
            throw new Trap("of the guest's own");
        }).exit().block();
        assertTrue(trapped.failure().isPresent());
        assertEquals(before, descriptors());
        assertEquals("done", spawn(ProcessEndTest::openAll).exit().block().value());
        assertEquals(before, descriptors());
    }

    @Test
    void what_is_dropped_is_closed_while_the_process_lives() throws Exception {
        var exit = spawn((process, sockets) -> {
            TcpSocket listener = listener(sockets);
            for (int i = 0; i < 3 * ProcessSockets.MAX_OPEN; i++) {
                TcpSocket client = TcpSocket.create(sockets, IpAddressFamily.IPV4);
                client.startConnect(listener.localAddress());
                await(process, client);
                TcpSocket.Connected connected = client.finishConnect();
                await(process, listener);
                TcpSocket.Accepted accepted = listener.accept();
                // In whatever order.
                client.close();
                connected.input().close();
                connected.output().close();
                accepted.output().close();
                accepted.socket().close();
                accepted.input().close();
            }
        }).exit().block();
        assertEquals("done", exit.value());
        assertEquals(before, descriptors());
    }

    @Test
    void streams_hold_at_most_so_many_bytes_for_a_process() {
        var taken = new ArrayList<Integer>();
        var exit = spawn((process, sockets) -> {
            int count = 0;
            while (sockets.takeBuffer(1 << 16)) {
                count++;
            }
            taken.add(count);
        }).exit().block();
        assertEquals("done", exit.value());
        assertEquals((int) (ProcessSockets.MAX_BUFFERED >> 16), taken.getFirst());
        assertEquals(0, kernel.usage().memory());
    }
}
