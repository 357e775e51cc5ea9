package dev.wippy.wasi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.bind.Result;
import dev.wippy.test.JavaGuest;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests over TLS, to a server whose certificate is for {@code localhost} and signed by nobody. */
@Timeout(60)
class TlsTest {

    @TempDir
    private static Path folder;

    private static PfxOptions key;
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        Path file = folder.resolve("key.p12");
        int code = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-keyalg", "EC",
                "-alias", "it", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", "secret")
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, code);
        key = new PfxOptions().setPath(file.toString()).setPassword("secret");
        vertx = Vertx.vertx();
        server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(key))
                .requestHandler(request -> request.response().end(request.getHeader("host")));
        TestServer.await(server.listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void close() throws Exception {
        TestServer.await(vertx.close());
    }

    private static Object get(HttpClientOptions options, String host) throws Exception {
        try (var guest = JavaGuest.of();
                var clients = new HttpClients(new LazyVertx(), () -> options)) {
            return guest.run(() -> {
                var http = new ProcessHttp(guest, new NetworkPolicy(Guests.LOOPBACK, line -> {}));
                var types = new ServerTypes(http);
                OutgoingRequest request = types.outgoingRequest(types.fields());
                request.setAuthority(Optional.of(host + ":" + server.actualPort()));
                var future = new OutgoingHandler(http, clients).handle(request, Optional.empty());
                guest.await(future.readiness().whenReady(), dev.wippy.kernel.Operation.of("test"));
                var once = (Result.Ok<Result<IncomingResponse, ErrorCode>, Void>) future.get().orElseThrow();
                return switch (once.value()) {
                    case Result.Ok(IncomingResponse response) -> response.status();
                    case Result.Err(ErrorCode code) -> code;
                };
            }).get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_certificate_that_nobody_signed_is_not_trusted() throws Exception {
        assertEquals(new ErrorCode.TlsCertificateError(), get(new HttpClientOptions(), "localhost"));
    }

    @Test
    void the_certificate_is_for_the_name_and_not_for_the_address_that_is_connected_to() throws Exception {
        var trusting = new HttpClientOptions().setTrustOptions(key);
        assertEquals(200, get(trusting, "localhost"));
        assertEquals(new ErrorCode.TlsCertificateError(), get(trusting, "127.0.0.1"));
    }
}
