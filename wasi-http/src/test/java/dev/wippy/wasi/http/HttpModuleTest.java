package dev.wippy.wasi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.bind.Result;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.NetworkSettings;
import dev.wippy.wasi.io.IoError;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import dev.wippy.test.JavaGuest;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class HttpModuleTest {

    @Test
    void it_is_found_on_the_class_path_and_on_the_module_path() throws Exception {
        var found = ServiceLoader.load(ImportModule.class).stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("dev.wippy.wasi.http."))
                .toList();
        assertEquals(List.of(HttpModule.class.getName()), found);
        try (var descriptor = descriptor()) {
            var provides = ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(each -> each.service().equals(ImportModule.class.getName()))
                    .flatMap(each -> each.providers().stream())
                    .toList();
            assertEquals(found, provides);
        }
    }

    private static InputStream descriptor() throws Exception {
        var classes = HttpModule.class.getProtectionDomain().getCodeSource().getLocation();
        return classes.toURI().resolve("module-info.class").toURL().openStream();
    }

    @Test
    void what_went_wrong_becomes_the_right_code() {
        assertEquals(new ErrorCode.ConnectionRefused(), Failures.of(new ConnectException("Connection refused: /x")));
        assertEquals(new ErrorCode.ConnectionTimeout(), Failures.of(new ConnectTimeoutException("x")));
        assertEquals(
                new ErrorCode.DestinationIpUnroutable(), Failures.of(new ConnectException("Network is unreachable")));
        assertEquals(new ErrorCode.DestinationIpUnroutable(), Failures.of(new NoRouteToHostException("No route")));
        assertEquals(
                new ErrorCode.DnsError(new ErrorCode.DnsErrorPayload(Optional.of("NXDOMAIN"), Optional.empty())),
                Failures.of(new UnknownHostException("x: Name or service not known")));
        assertEquals(new ErrorCode.TlsProtocolError(), Failures.of(new SSLHandshakeException("no")));
        var certificate = new SSLHandshakeException("no");
        certificate.initCause(new CertificateException("expired"));
        assertEquals(new ErrorCode.TlsCertificateError(), Failures.of(certificate));
        assertEquals(
                new ErrorCode.HttpResponseHeaderSectionSize(Optional.empty()),
                Failures.of(new TooLongHttpHeaderException("long")));
        assertEquals(new ErrorCode.ConnectionTerminated(), Failures.of(new HttpClosedException("closed")));
        assertEquals(new ErrorCode.ConnectionTerminated(), Failures.of(new IOException("Connection reset by peer")));
        assertEquals(new ErrorCode.HttpProtocolError(), Failures.of(new IllegalArgumentException("invalid version")));
        assertEquals(ErrorCode.internal("Exception"), Failures.of(new Exception("/home/somebody")));
        assertEquals(
                Optional.of(new ErrorCode.ConnectionTimeout()),
                new ServerTypes(http(JavaGuest.of())).errorCode(
                        IoError.of(new HttpException(new ErrorCode.ConnectionTimeout()))));
        assertEquals(
                Optional.empty(), new ServerTypes(http(JavaGuest.of())).errorCode(IoError.of(new IOException(
                        "other"))));
    }

    private static ProcessHttp http(JavaGuest guest) {
        return new ProcessHttp(guest, new NetworkPolicy(NetworkSettings.DEFAULT, line -> {}));
    }

    @Test
    void what_is_dropped_before_its_children_traps() {
        var types = new ServerTypes(http(JavaGuest.of()));
        OutgoingRequest request = types.outgoingRequest(types.fields());
        Fields headers = types.headers(request);
        assertThrows(Trap.class, request::close);
        headers.close();
        OutgoingBody body = types.body(request);
        var stream = types.write(body);
        assertThrows(Trap.class, () -> types.finish(body, Optional.empty()));
        stream.close();
        types.finish(body, Optional.empty());
        request.close();
        OutgoingResponse response = types.outgoingResponse(types.fields());
        Fields child = types.headers(response);
        assertThrows(Trap.class, response::close);
        child.close();
        response.close();
    }

    @Test
    void headers_have_a_bound() {
        var types = new ServerTypes(http(JavaGuest.of()));
        Fields fields = types.fields();
        byte[] large = "x".repeat(Fields.MAX_SIZE / 2 - 100).getBytes();
        fields.append("a", large);
        fields.append("b", large);
        assertThrows(Trap.class, () -> fields.append("c", large));
        fields.delete("a");
        fields.append("c", large);
        assertThrows(Trap.class, () -> {
            for (int i = 0; i < 1000; i++) {
                types.fields().append("a", large);
            }
        });
    }

    @Test
    void a_response_that_is_not_given_is_an_error() {
        var answers = new java.util.ArrayList<Object>();
        new ResponseOutparam(answers::add).close();
        assertEquals(List.of(Result.err(ErrorCode.internal("the guest gave no response"))), answers);
    }

    @Test
    void an_embedder_s_Vertx_is_used_and_left_open() throws Exception {
        Vertx given = Vertx.vertx();
        var lazy = new LazyVertx();
        lazy.use(given);
        assertEquals(given, lazy.get());
        assertThrows(IllegalStateException.class, () -> lazy.use(given));
        lazy.close();
        TestServer.await(given.timer(1));
        TestServer.await(given.close());
    }
}
