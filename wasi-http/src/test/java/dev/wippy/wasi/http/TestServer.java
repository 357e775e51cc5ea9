package dev.wippy.wasi.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A real server on a free port of this machine. */
final class TestServer implements AutoCloseable {
    static final int BIG = 4 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong endless = new AtomicLong();
    private final HttpServer server;

    TestServer() throws Exception {
        server = vertx.createHttpServer()
                .connectionHandler(connection -> {
                    connections.incrementAndGet();
                    connection.closeHandler(_ -> connections.decrementAndGet());
                })
                .requestHandler(this::answer);
        await(server.listen(0, "127.0.0.1"));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    String authority() {
        return "127.0.0.1:" + server.actualPort();
    }

    /** Connections that are open. */
    int connections() {
        return connections.get();
    }

    /** Requests that were never answered, all in all. */
    int waiting() {
        return waiting.get();
    }

    /** How many bytes of a body without end the other side made room for. */
    long endless() {
        return endless.get();
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/hello" -> {
                response.headers().add("x-two", "a").add("x-two", "b").add("content-length", "5");
                if (request.method().equals(HttpMethod.HEAD)) {
                    response.end();
                } else {
                    response.end("Hello");
                }
            }
            case "/head", "/" -> {
                var text = new StringBuilder(request.method() + " " + request.uri() + "\n");
                request.headers().forEach((name, value) -> text.append(name.toLowerCase(Locale.ROOT)).append(": ")
                        .append(value).append('\n'));
                response.end(text.toString());
            }
            case "/echo" -> {
                String type = request.getHeader("content-type");
                if (type != null) {
                    response.putHeader("content-type", type);
                }
                response.setChunked(true);
                request.pipe().endOnFailure(false).to(response).onFailure(_ -> request.connection().close());
            }
            case "/large" -> response.putHeader("x-large", "x".repeat(40_000)).end();
            case "/huge" -> response.putHeader("x-huge", "x".repeat(100_000)).end();
            case "/moved" -> response.setStatusCode(302).putHeader("location", "/hello").end();
            case "/trailers" -> response.setChunked(true).putTrailer("x-check", "7").end("body");
            case "/never" -> waiting.incrementAndGet();
            case "/stuck" -> response.setChunked(true).write("some");
            case "/cut" -> response.putHeader("content-length", "100").write("some")
                    .onComplete(_ -> request.connection().close());
            case "/big" -> response.end(Buffer.buffer("b".repeat(BIG)));
            case "/endless" -> {
                response.setChunked(true);
                pour(response);
            }
            default -> response.setStatusCode(404).end();
        }
    }

    private void pour(HttpServerResponse response) {
        while (!response.writeQueueFull() && !response.closed()) {
            Buffer piece = Buffer.buffer(new byte[16_384]);
            response.write(piece).onSuccess(_ -> endless.addAndGet(piece.length()));
        }
        response.drainHandler(_ -> pour(response));
    }

    @Override
    public void close() throws IOException {
        try {
            await(vertx.close());
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }
}
