package dev.wippy.wasi.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.test.JavaGuest;
import dev.wippy.test.StubbedModule;
import dev.wippy.wasi.io.InputStream;
import dev.wippy.wasi.io.OutputStream;
import dev.wippy.wasi.io.Pollable;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A guest that exercises each function and checks the answers. */
@Timeout(120)
class FunctionsTest {

    /** A feature of the WIT that is not stable, and not in what guests are made from; see {@link SocketsModuleTest}. */
    private static final String UNSTABLE = "network-error-code";

    private static final Engine ENGINE = Engine.builder().build();
    private static final Guests GUESTS = new Guests(ENGINE);

    @AfterAll
    static void close_the_engine() {
        GUESTS.close();
        ENGINE.close();
    }

    static List<String> functions() {
        return Stream.of(NetworkFunctions.class, TcpFunctions.class, UdpFunctions.class, NameLookup.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(FunctionsTest::name)
                .flatMap(Optional::stream)
                .filter(name -> !name.startsWith("[type]") && !name.equals(UNSTABLE))
                .sorted()
                .toList();
    }

    private static Optional<String> name(Method method) {
        return Optional.ofNullable(method.getAnnotation(WitFunction.class)).map(WitFunction::value);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_as_its_text_says(String function) {
        Guests.Run run = GUESTS.start("sockets.wasm", Guests.LOOPBACK, function);
        Exit exit = run.exit();
        assertEquals("", run.error().text());
        assertEquals(Optional.empty(), exit.failure());
        assertEquals("ok " + function + "\n", run.output().text());
    }

    @Test
    void the_guest_knows_each_function() {
        Guests.Run run = GUESTS.start("sockets.wasm", Guests.LOOPBACK);
        assertEquals(Optional.empty(), run.exit().failure());
        var exercised = run.output().text().lines()
                .map(line -> line.replaceFirst("^ok ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(functions()), exercised);
    }

    /** The interface that a function is of. */
    private static String place(String function) {
        String name = switch (function) {
            case "create-tcp-socket" -> "tcp-create-socket";
            case "create-udp-socket" -> "udp-create-socket";
            case "instance-network" -> "instance-network";
            default -> function.contains("resolve-address")
                    ? "ip-name-lookup"
                    : function.contains("tcp-socket") ? "tcp" : "udp";
        };
        return "wasi:sockets/" + name + "@0.2.12";
    }

    static List<String> noticeable() {
        // What is answered in place of these has to be what they make.
        return functions().stream()
                .filter(function -> !function.equals("instance-network") && !function.startsWith("create-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("noticeable")
    void the_guest_notices_a_function_that_does_nothing(String function) {
        try (var loop = new SelectorLoop();
                var process = JavaGuest.of()) {
            var sockets = new ProcessSockets(process, loop, new NetworkPolicy(Guests.LOOPBACK, line -> {}));
            var nowhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            Map<Class<?>, Supplier<?>> resources = Map.of(
                    InputStream.class, () -> InputStream.of(Source.EMPTY),
                    OutputStream.class, () -> OutputStream.of(Sink.DISCARD),
                    Pollable.class, () -> Pollable.of(NEVER),
                    IpSocketAddress.class, () -> IpSocketAddress.of(nowhere),
                    TcpSocket.class, () -> TcpSocket.create(sockets, IpAddressFamily.IPV4),
                    UdpSocket.class, () -> UdpSocket.create(sockets, IpAddressFamily.IPV4),
                    IncomingDatagramStream.class, () -> streams(sockets).incoming(),
                    OutgoingDatagramStream.class, () -> streams(sockets).outgoing(),
                    ResolveAddressStream.class, () -> ResolveAddressStream.of(List.of()));
            var stubbed = new StubbedModule(List.of(new SocketsModule()), place(function), function, resources);
            // Some go on asking, or wait for ever.
            Limits limits = Limits.defaults().withMaxExecution(Duration.ofSeconds(2));
            try (var stubbing = new Guests(ENGINE, limits, stubbed)) {
                var run = stubbing.start(stubbing.template(
                        List.of(stubbed.name(), "wasi:io"), "sockets.wasm", Guests.LOOPBACK, function));
                Exit exit = run.exit();
                boolean noticed = exit.failure()
                        // By the guest, and not by the runtime.
                        .filter(failure -> failure.kind() == ErrorKind.TIMEOUT
                                || failure.message().startsWith("wasm trap:"))
                        .isPresent();
                assertTrue(noticed, exit + ": " + run.output().text());
            }
            sockets.close();
        }
    }

    private static final Readiness NEVER = new Readiness() {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Disposable onReady(Runnable wake) {
            return Disposables.single();
        }
    };

    private static UdpSocket.Streams streams(ProcessSockets sockets) {
        UdpSocket socket = UdpSocket.create(sockets, IpAddressFamily.IPV4);
        socket.startBind(IpSocketAddress.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
        socket.finishBind();
        return socket.stream(Optional.empty());
    }
}
