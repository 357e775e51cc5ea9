package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.distribution.Cli.Ran;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/fetch}, with a server on this machine. */
class FetchTest {
    private static final String FETCH = Path.of("../examples/fetch").toAbsolutePath().normalize().toString();
    private static final String TEXT = "a line\n".repeat(100_000);

    @TempDir
    private static Path cache;

    private final Vertx vertx = Vertx.vertx();
    private String url;

    @BeforeEach
    void start_a_server() throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> request.response().end(TEXT));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        url = "http://127.0.0.1:" + server.actualPort() + "/text";
    }

    @AfterEach
    void stop_it() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_guest_prints_what_a_URL_holds() {
        assertEquals(Cli.printed(TEXT), new Cli(cache).run("-C", FETCH, "run", "get", url));
    }

    @Test
    void one_that_may_not_reach_this_machine_does_not() {
        assertEquals(
                new Ran(1, "", url + ": ErrorCode::DestinationIpProhibited\n"),
                new Cli(cache).run("-C", FETCH, "run", "public", url));
    }
}
