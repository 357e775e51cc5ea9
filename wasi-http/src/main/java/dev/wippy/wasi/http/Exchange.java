package dev.wippy.wasi.http;

import dev.wippy.component.bind.Result;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.wasi.http.Fields.Field;
import dev.wippy.wasi.io.Deadline;
import dev.wippy.wasi.io.Wakeups;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One request and its response. Its methods are called by the guest's thread and by Vert.x's; it holds its lock for no
 * longer than it takes to look.
 */
final class Exchange {

    /** Those whose requests say that they have no body (RFC 9110, section 8.6). */
    private static final Set<String> EXPECT_A_BODY = Set.of("POST", "PUT", "PATCH");

    /** Several connections that others gave up may be at their end at once. */
    private static final int MOST_TRIES = 5;

    /** Those that mean the same when they come twice (RFC 9110, section 9.2.2). */
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private final ProcessHttp process;
    private final Time time;
    private final OutgoingCall call;
    private final Wakeups wakeups = new Wakeups();
    private Disposable timer = Disposables.disposed();
    private @Nullable HttpClientRequest request;
    private @Nullable BodySource body;
    private @Nullable Result<IncomingResponse, ErrorCode> response;
    private boolean wanted;
    private boolean sent;
    private boolean aborted;
    private int tries = 1;

    /** Whether it has a connection, or will have none; until then it counts, lest a guest ask for ever more. */
    private boolean settled;

    private boolean over;

    Exchange(ProcessHttp process, OutgoingCall call) {
        this.process = process;
        this.time = process.process().time();
        this.call = call;
    }

    /** Begins: looks for the destination and connects. */
    void start(HttpClients clients) {
        connect(clients);
        call.body().ifPresentOrElse(sink -> sink.onFirst(this::send), this::send);
    }

    private void connect(HttpClients clients) {
        // Never cancelled: a connection that comes when nobody wants it any more has to be given back.
        clients.connect(process.policy(), call).subscribe(come -> connected(clients, come), failed -> {
            settled();
            failed(clients, null, failed);
        });
    }

    /**
     * A connection from the pool may be at its end already. Whoever has sent nothing but a head that may be sent twice
     * tries again (RFC 9110, section 9.2.2).
     *
     * @param from what failed; null if there was no connection yet
     */
    private void failed(HttpClients clients, @Nullable HttpClientRequest from, Throwable failure) {
        boolean again;
        synchronized (this) {
            if (request != from) {
                return;
            }
            again = tries < MOST_TRIES && !aborted && response == null && call.body().isEmpty()
                    && REPEATABLE.contains(call.method())
                    && Failures.of(failure) instanceof ErrorCode.ConnectionTerminated;
            if (again) {
                tries++;
                timer.dispose();
                request = null;
                sent = false;
                settled = false;
            }
        }
        if (again) {
            connect(clients);
        } else {
            fail(failure);
        }
    }

    private void connected(HttpClients clients, HttpClientRequest connected) {
        boolean late;
        synchronized (this) {
            late = aborted || response != null;
            request = connected;
        }
        settled();
        // Always one, for without it Vert.x logs that the guest gave up.
        connected.exceptionHandler(failure -> failed(clients, connected, failure));
        if (late) {
            connected.reset();
            finish();
            return;
        }
        connected.response().onComplete(this::responded, failure -> failed(clients, connected, failure));
        sendIfWanted();
    }

    private synchronized void settled() {
        settled = true;
    }

    /**
     * Sends the head. A body that the guest has taken and not touched holds it back, for whether there is one decides how
     * it is framed; until there is a byte, an end, or somebody who waits for the response.
     */
    private void send() {
        synchronized (this) {
            wanted = true;
        }
        sendIfWanted();
    }

    private void sendIfWanted() {
        HttpClientRequest head;
        synchronized (this) {
            head = request;
            if (!wanted || sent || head == null || aborted) {
                return;
            }
            sent = true;
            timer = time.schedule(
                    () -> fail(new HttpException(new ErrorCode.ConnectionReadTimeout())),
                    Duration.ofNanos(Math.min(call.firstByteTimeout(), Deadline.FARTHEST)));
        }
        Optional<BodySink> sink = call.body();
        if (sink.isEmpty() || sink.get().isEmpty()) {
            if (EXPECT_A_BODY.contains(call.method()) && !head.headers().contains("content-length")) {
                head.putHeader("content-length", "0");
            }
            // That it failed is told to its handler, too.
            head.end();
            return;
        }
        if (!head.headers().contains("content-length")) {
            head.setChunked(true);
        }
        head.writeHead().onFailure(this::fail);
        sink.get().goTo(new BodySink.Target() {
            @Override
            public void write(Buffer bytes, Consumer<@Nullable Throwable> done) {
                head.write(bytes).onComplete(_ -> done.accept(null), done::accept);
            }

            @Override
            public void end() {
                head.end().onFailure(Exchange.this::fail);
            }

            @Override
            public void abort() {
                Exchange.this.fail(new HttpException(new ErrorCode.ConnectionTerminated()));
                head.reset();
            }
        });
    }

    private void responded(HttpClientResponse came) {
        came.pause();
        var source = new BodySource(
                came, time, call.betweenBytesTimeout(), () -> fields(came.trailers()),
                new ErrorCode.HttpResponseIncomplete());
        var incoming = new IncomingBody(process, source, this::dropped);
        synchronized (this) {
            timer.dispose();
            if (aborted || response != null) {
                return;
            }
            body = source;
            response = Result.ok(new IncomingResponse(
                    came.statusCode(), Fields.received(process, fields(came.headers())), incoming));
        }
        wakeups.run();
    }

    private static List<Field> fields(MultiMap map) {
        var fields = new ArrayList<Field>();
        map.forEach((name, value) -> fields.add(new Field(name, value.getBytes(StandardCharsets.ISO_8859_1))));
        return fields;
    }

    private void fail(Throwable failure) {
        ErrorCode code = Failures.of(failure);
        BodySource receiving;
        HttpClientRequest ended;
        synchronized (this) {
            timer.dispose();
            receiving = body;
            ended = request;
            if (response == null) {
                response = Result.err(code);
            }
        }
        if (receiving == null) {
            // With a response the connection is the body's, which says itself how it ends.
            finish();
            if (ended != null) {
                ended.reset();
            }
        }
        call.body().ifPresent(sink -> sink.fail(code));
        wakeups.run();
    }

    private void finish() {
        synchronized (this) {
            if (over || !settled) {
                return;
            }
            over = true;
        }
        process.ended(this);
    }

    /** The response, once it or an error is there. */
    Optional<Result<IncomingResponse, ErrorCode>> response() {
        send();
        synchronized (this) {
            return Optional.ofNullable(response);
        }
    }

    private synchronized boolean hasResponse() {
        return response != null;
    }

    /** Ready when there is a {@link #response}. */
    Readiness responded() {
        return new Readiness() {
            @Override
            public boolean ready() {
                send();
                return hasResponse();
            }

            @Override
            public Disposable onReady(Runnable wake) {
                send();
                return wakeups.add(wake, Exchange.this::hasResponse);
            }
        };
    }

    /** The guest wants no more of the response's body. */
    private void dropped() {
        BodySource receiving;
        synchronized (this) {
            receiving = body;
        }
        if (receiving != null && receiving.outcome().isPresent()
                && receiving.outcome().get() instanceof Result.Ok<List<Field>, ErrorCode>) {
            // It was read to its end: the connection goes on to serve others.
            finish();
        } else {
            abort();
        }
    }

    /** Gives up, wherever it is. */
    void abort() {
        HttpClientRequest ended;
        synchronized (this) {
            aborted = true;
            timer.dispose();
            ended = request;
        }
        if (ended != null) {
            ended.reset();
        }
        call.body().ifPresent(sink -> sink.fail(new ErrorCode.ConnectionTerminated()));
        finish();
    }
}
