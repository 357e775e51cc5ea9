package dev.wippy.wasi.http;

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
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A guest that exercises each function that a client has, and checks the answers, with a real server. */
@Timeout(120)
class FunctionsTest {
    private static Engine engine;
    private static Guests guests;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        engine = Engine.builder().build();
        guests = new Guests(engine);
        server = new TestServer();
    }

    @AfterAll
    static void close() throws Exception {
        guests.close();
        engine.close();
        server.close();
    }

    static List<String> functions() {
        return Stream.of(Types.class, OutgoingHandler.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(FunctionsTest::name)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    private static Optional<String> name(Method method) {
        return Optional.ofNullable(method.getAnnotation(WitFunction.class)).map(WitFunction::value);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_as_its_text_says(String function) {
        Guests.Run run = guests.start("http.wasm", Guests.LOOPBACK, server.authority(), function);
        Exit exit = run.exit();
        assertEquals("", run.error().text());
        assertEquals(Optional.empty(), exit.failure());
        assertEquals("ok " + function + "\n", run.output().text());
    }

    @Test
    void the_guest_knows_each_function() {
        Guests.Run run = guests.start("http.wasm", Guests.LOOPBACK, server.authority());
        Exit exit = run.exit();
        assertEquals("", run.error().text());
        assertEquals(Optional.empty(), exit.failure());
        var exercised = run.output().text().lines()
                .map(line -> line.replaceFirst("^ok ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(functions()), exercised);
    }

    static List<String> noticeable() {
        // What is answered in place of a constructor has to be what it makes.
        return functions().stream().filter(function -> !function.startsWith("[constructor]")).toList();
    }

    @ParameterizedTest
    @MethodSource("noticeable")
    void the_guest_notices_a_function_that_does_nothing(String function) {
        String place = "wasi:http/" + (function.equals("handle") ? "outgoing-handler" : "types") + "@0.2.12";
        var http = new ProcessHttp(JavaGuest.of(), new NetworkPolicy(Guests.LOOPBACK, line -> {}));
        Map<Class<?>, Supplier<?>> resources = Map.of(
                InputStream.class, () -> InputStream.of(Source.EMPTY),
                OutputStream.class, () -> OutputStream.of(Sink.DISCARD),
                Pollable.class, () -> Pollable.of(NEVER),
                dev.wippy.wasi.http.Method.class, () -> dev.wippy.wasi.http.Method.GET,
                Fields.class, () -> Fields.empty(http),
                OutgoingBody.class, () -> new OutgoingBody(http, OptionalLong.empty(), true),
                IncomingBody.class, () -> new IncomingBody(http, emptyBody(http), () -> {}),
                FutureTrailers.class, () -> new FutureTrailers(http, emptyBody(http), () -> {}),
                FutureIncomingResponse.class, () -> new FutureIncomingResponse(nothingUnderWay(http)));
        var stubbed = new StubbedModule(List.of(new HttpModule()), place, function, resources);
        // Some go on asking, or wait for ever.
        Limits limits = Limits.defaults().withMaxExecution(Duration.ofSeconds(2));
        try (var stubbing = new Guests(engine, limits, stubbed)) {
            Guests.Run run = stubbing.start(stubbing.template(
                    List.of(stubbed.name(), "wasi:io"), "http.wasm", Guests.LOOPBACK, server.authority(), function));
            Exit exit = run.exit();
            boolean noticed = exit.failure()
                    // By the guest, and not by the runtime.
                    .filter(failure -> failure.kind() == ErrorKind.TIMEOUT
                            || failure.message().startsWith("wasm trap:"))
                    .isPresent();
            assertTrue(noticed, exit + ": " + run.output().text());
        }
    }

    private static BodySource emptyBody(ProcessHttp http) {
        return new BodySource(new EmptyStream(), http.process().time(), 1, List::of, new ErrorCode.LoopDetected());
    }

    private static Exchange nothingUnderWay(ProcessHttp http) {
        return new Exchange(http, new OutgoingCall(
                "GET", false, "nowhere.invalid", 1, "/", List.of(), Optional.empty(), 1, 1, 1));
    }

    /** Gives nothing, and has no end. */
    private static final class EmptyStream implements ReadStream<Buffer> {
        @Override
        public EmptyStream exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public EmptyStream handler(Handler<Buffer> handler) {
            return this;
        }

        @Override
        public EmptyStream pause() {
            return this;
        }

        @Override
        public EmptyStream resume() {
            return this;
        }

        @Override
        public EmptyStream fetch(long amount) {
            return this;
        }

        @Override
        public EmptyStream endHandler(Handler<Void> handler) {
            return this;
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
}
