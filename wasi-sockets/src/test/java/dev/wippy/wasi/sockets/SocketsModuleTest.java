package dev.wippy.wasi.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.NetworkSettings;
import dev.wippy.wasi.io.IoError;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SocketsModuleTest {

    @Test
    void it_is_found_on_the_class_path_and_on_the_module_path() throws Exception {
        var found = ServiceLoader.load(ImportModule.class).stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("dev.wippy.wasi.sockets."))
                .toList();
        assertEquals(java.util.List.of(SocketsModule.class.getName()), found);
        try (var descriptor = descriptor()) {
            var provides = ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(each -> each.service().equals(ImportModule.class.getName()))
                    .flatMap(each -> each.providers().stream())
                    .toList();
            assertEquals(found, provides);
        }
    }

    private static InputStream descriptor() throws Exception {
        var classes = SocketsModule.class.getProtectionDomain().getCodeSource().getLocation();
        return classes.toURI().resolve("module-info.class").toURL().openStream();
    }

    @Test
    void a_stream_s_error_tells_its_code() {
        var functions = new NetworkFunctions();
        assertEquals(
                Optional.of(ErrorCode.CONNECTION_RESET),
                functions.errorCode(IoError.of(new SocketException(ErrorCode.CONNECTION_RESET))));
        assertEquals(
                Optional.empty(),
                functions.errorCode(IoError.of(new KernelException(ErrorKind.UNAVAILABLE, "of something else"))));
    }

    @Test
    void what_the_system_says_becomes_the_right_code() {
        assertEquals(ErrorCode.CONNECTION_REFUSED, ErrorCode.of(new ConnectException("Connection refused")));
        assertEquals(ErrorCode.TIMEOUT, ErrorCode.of(new ConnectException("Connection timed out")));
        assertEquals(ErrorCode.REMOTE_UNREACHABLE, ErrorCode.of(new ConnectException("Network is unreachable")));
        assertEquals(ErrorCode.REMOTE_UNREACHABLE, ErrorCode.of(new NoRouteToHostException("No route to host")));
        assertEquals(ErrorCode.CONNECTION_REFUSED, ErrorCode.of(new PortUnreachableException()));
        assertEquals(ErrorCode.ADDRESS_IN_USE, ErrorCode.of(new BindException("Address already in use")));
        assertEquals(
                ErrorCode.ADDRESS_NOT_BINDABLE, ErrorCode.of(new BindException("Cannot assign requested address")));
        assertEquals(ErrorCode.CONNECTION_RESET, ErrorCode.of(new java.io.IOException("Connection reset by peer")));
        assertEquals(ErrorCode.NEW_SOCKET_LIMIT, ErrorCode.of(new java.net.SocketException("Too many open files")));
        assertEquals(ErrorCode.DATAGRAM_TOO_LARGE, ErrorCode.of(new java.net.SocketException("Message too long")));
        assertEquals(
                ErrorCode.NAME_UNRESOLVABLE, ErrorCode.of(new UnknownHostException("x: Name or service not known")));
        assertEquals(
                ErrorCode.TEMPORARY_RESOLVER_FAILURE,
                ErrorCode.of(new UnknownHostException("x: Temporary failure in name resolution")));
        assertEquals(ErrorCode.UNKNOWN, ErrorCode.of(new java.io.IOException("?")));
    }

    @Test
    void two_guests_talk_by_the_standard_library_s_own_sockets() throws Exception {
        try (var engine = Engine.builder().build();
                var guests = new Guests(engine)) {
            Guests.Run server = guests.start("echo.wasm", Guests.LOOPBACK, "serve");
            while (!server.output().text().endsWith("\n")) {
                assertTrue(server.process().exit().toFuture().isDone() == false, server.error().text());
                Thread.onSpinWait();
            }
            String address = "127.0.0.1:" + server.output().text().strip();
            Guests.Run client = guests.start("echo.wasm", Guests.LOOPBACK, "client", address, "hello", "there");
            assertEquals(Optional.empty(), client.exit().failure());
            assertEquals("hello there\n", client.output().text());
            assertEquals(Optional.empty(), server.exit().failure());

            Guests.Run refused = guests.start("echo.wasm", NetworkSettings.DEFAULT, "client", address, "hello");
            assertEquals(Optional.empty(), refused.exit().failure());
            assertTrue(refused.error().text().contains("PermissionDenied"), refused.error().text());
        }
    }
}
