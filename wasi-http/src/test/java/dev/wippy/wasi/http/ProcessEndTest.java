package dev.wippy.wasi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.Result;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.spi.NetworkSettings;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** What a process holds while it waits, and what becomes of it. The processes are pieces of Java in real hosts. */
@Timeout(120)
class ProcessEndTest {
    private final LazyVertx vertx = new LazyVertx();
    private final HttpClients clients = new HttpClients(vertx);
    private final Kernel kernel = Kernel.builder().build();
    private final ProcessHost host = kernel.host(HostOptions.of("test:host"));
    private final List<String> warnings = new ArrayList<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
    }

    @AfterEach
    void close() throws Exception {
        kernel.close();
        clients.close();
        server.close();
    }

    /** What a process does. */
    private interface Guest {
        void run(ProcessContext process, Client client);
    }

    /** As much of a guest's client as these tests need. */
    private final class Client {
        private final ProcessHttp http;
        private final Types types;
        private final OutgoingHandler handler;

        Client(ProcessContext process, NetworkSettings settings) {
            http = new ProcessHttp(process, new NetworkPolicy(settings, warnings::add));
            process.onClose(http);
            types = new ServerTypes(http);
            handler = new OutgoingHandler(http, clients);
        }

        FutureIncomingResponse get(String path) {
            return get(server.authority(), path);
        }

        FutureIncomingResponse get(String authority, String path) {
            OutgoingRequest request = types.outgoingRequest(types.fields());
            request.setScheme(Optional.of(new Scheme.Http()));
            request.setAuthority(Optional.of(authority));
            request.setPathWithQuery(Optional.of(path));
            return handler.handle(request, Optional.empty());
        }

        Result<IncomingResponse, ErrorCode> response(FutureIncomingResponse future) {
            http.process().await(future.readiness().whenReady(), Operation.of("test"));
            var once = (Result.Ok<Result<IncomingResponse, ErrorCode>, Void>) future.get().orElseThrow();
            return once.value();
        }
    }

    private Process spawn(NetworkSettings settings, Guest guest) {
        return host.spawn(
                kernel.template("test:guest", Optional.empty(), Limits.defaults(), process -> new ProcessBody() {
                    private final Client client = new Client(process, settings);

                    @Override
                    public Object run() {
                        guest.run(process, client);
                        return "done";
                    }

                    @Override
                    public void close() {}
                }),
                Launch.of());
    }

    private static void eventually(BooleanSupplier state) {
        while (!state.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void vertx_starts_with_the_first_request_and_not_before() {
        assertEquals("done", spawn(Guests.LOOPBACK, (process, client) -> client.types.fields()).exit().block().value());
        assertFalse(vertx.isStarted());
        var exit = spawn(Guests.LOOPBACK, (process, client) -> client.response(client.get("/hello"))).exit().block();
        assertEquals(Optional.empty(), exit.failure());
        assertTrue(vertx.isStarted());
    }

    @Test
    void what_is_refused_is_told_and_reaches_nobody() {
        var answers = new ArrayList<Object>();
        spawn(NetworkSettings.DEFAULT, (process, client) -> answers.add(client.response(client.get("/hello"))))
                .exit().block();
        assertEquals(List.of(Result.err(new ErrorCode.DestinationIpProhibited())), answers);
        assertEquals(List.of("network access to %1$s was refused (loopback); to allow it, write network: "
                .formatted(server.authority()) + "{allow: [\"" + server.authority() + "\"]} under wasi"), warnings);
        assertEquals(0, server.connections());
    }

    @Test
    void headers_of_a_response_have_a_bound() {
        var answers = new ArrayList<Object>();
        var exit = spawn(Guests.LOOPBACK, (process, client) -> {
            var large = (Result.Ok<IncomingResponse, ErrorCode>) client.response(client.get("/large"));
            answers.add(large.value().headers().get("x-large").getFirst().length);
            answers.add(client.response(client.get("/huge")));
        }).exit().block();
        assertEquals(Optional.empty(), exit.failure());
        var tooLarge = Result.err(new ErrorCode.HttpResponseHeaderSectionSize(Optional.empty()));
        assertEquals(List.of(40_000, tooLarge), answers);
    }

    @Test
    void an_address_of_IPv6_is_connected_to_and_told_in_brackets() throws Exception {
        Vertx own = Vertx.vertx();
        try {
            var seen = new ArrayList<String>();
            HttpServer six = own.createHttpServer().requestHandler(request -> {
                seen.add(request.getHeader("host"));
                request.response().setStatusCode(204).end();
            });
            TestServer.await(six.listen(0, "::1"));
            String authority = "[::1]:" + six.actualPort();
            var statuses = new ArrayList<Integer>();
            spawn(Guests.LOOPBACK, (process, client) -> {
                var response = (Result.Ok<IncomingResponse, ErrorCode>) client.response(client.get(authority, "/"));
                statuses.add(response.value().status());
            }).exit().block();
            assertEquals(List.of(204), statuses);
            assertEquals(List.of(authority), seen);
        } finally {
            TestServer.await(own.close());
        }
    }

    @Test
    void processes_that_are_killed_while_they_wait_leave_no_connection() throws Exception {
        int count = 300;
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        var processes = new ArrayList<Process>();
        for (int i = 0; i < count; i++) {
            processes.add(spawn(Guests.LOOPBACK, (process, client) -> client.response(client.get("/never"))));
        }
        eventually(() -> server.waiting() == count);
        int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
        assertTrue(more < 50, more + " threads more");
        processes.forEach(Process::terminate);
        for (Process each : processes) {
            assertEquals(ErrorKind.CANCELED, each.exit().block().failure().orElseThrow().kind());
        }
        eventually(() -> server.connections() == 0);
        assertEquals(0, kernel.usage().memory());
    }

    @Test
    void a_body_that_nobody_reads_holds_the_server_back() throws Exception {
        var started = new CountDownLatch(1);
        Process process = spawn(Guests.LOOPBACK, (context, client) -> {
            var response = (Result.Ok<IncomingResponse, ErrorCode>) client.response(client.get("/endless"));
            var stream = response.value().consume().stream();
            started.countDown();
            context.await(Mono.never(), Operation.of("for ever with " + stream));
        });
        assertTrue(started.await(30, TimeUnit.SECONDS));
        // It stops somewhere, while others go on: the systems' buffers are full, and nothing of it is kept here.
        long before = -1;
        while (before != server.endless()) {
            before = server.endless();
            var others = spawn(Guests.LOOPBACK, (context, client) -> {
                for (int i = 0; i < 100; i++) {
                    client.response(client.get("/hello"));
                }
            }).exit().block();
            assertEquals(Optional.empty(), others.failure());
        }
        assertTrue(before < 64 << 20, before + " bytes");
        process.terminate();
        process.exit().block();
        eventually(() -> server.connections() == 0);
    }

    @Test
    void a_process_has_at_most_so_many_requests_under_way() {
        var refused = new ArrayList<Object>();
        var exit = spawn(Guests.LOOPBACK, (process, client) -> {
            for (int i = 0; i < ProcessHttp.MAX_OPEN; i++) {
                client.get("/never");
            }
            try {
                client.get("/never");
            } catch (dev.wippy.component.bind.WitErrorException failed) {
                refused.add(failed.error());
            }
        }).exit().block();
        assertEquals(Optional.empty(), exit.failure());
        assertEquals(List.of(new ErrorCode.ConnectionLimitReached()), refused);
    }
}
