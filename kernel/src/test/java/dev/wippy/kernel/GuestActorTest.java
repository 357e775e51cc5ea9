package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.spi.Catalog;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Guests that are processes among others, through {@code wippy:runtime/process}. */
class GuestActorTest {
    private static final Operation WAIT = Operation.of("wait");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Kernel kernel = Kernel.builder()
            .importModule(new TestNaps(TestNaps::onceItWaits))
            .build();
    private final ProcessHost host = kernel.host(HostOptions.of("h").withWorkers(2));
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    GuestActorTest() {
        kernel.attach(new Catalog() {
            @Override
            public Mono<Template> template(String entry) {
                if (entry.equals("test:exits")) {
                    return Mono.fromCallable(() -> JavaProcess.template(kernel, process -> {
                        process.exit(3);
                        return null;
                    }));
                }
                return List.of("test:greet", "test:fail", "test:mistakes").contains(entry)
                        ? Mono.fromCallable(() -> GuestActorTest.this.template(entry.substring(5)))
                        : Mono.empty();
            }

            @Override
            public Mono<ProcessHost> host(String id) {
                return Mono.empty();
            }
        });
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    private Template template(String method) {
        return templates.computeIfAbsent(method, _ -> kernel.wasm(Guests.program("actor.wasm", method)));
    }

    private Process spawn(String method, Object... arguments) {
        return host.spawn(template(method), Launch.of(arguments));
    }

    private Object run(String method, Object... arguments) {
        Exit exit = spawn(method, arguments).exit().block(LIMIT);
        assertEquals(java.util.Optional.empty(), exit.failure());
        return exit.value();
    }

    @Test
    void a_guest_hears_of_the_end_of_what_it_spawned() {
        assertEquals("Ok([Piece::Text(\"Hello, you!\")])", run("parent", "test:greet", "you"));
        String failed = (String) run("parent", "test:fail", "you");
        assertEquals(
                "Err(Error { kind: ErrorKind::Invalid, message: \"parameter count mismatch: expected 0, got 1\" })",
                failed);
        assertEquals("Ok([Piece::Null]), code 3", run("parent", "test:exits", "you"));
    }

    @Test
    void a_guest_that_traps_links_hears_of_a_failure() {
        assertEquals("ErrorKind::Internal: wasm trap: unreachable", run("guardian", "test:fail"));
    }

    @Test
    void a_guest_waits_for_the_result_of_another() {
        assertEquals("[Piece::Text(\"Hello, you!\")]", run("run", "test:greet"));
    }

    @Test
    void guests_talk_by_name_and_an_asked_one_ends_in_its_own_time() {
        Process echo = spawn("echo");
        Guests.untilItWaits(echo);
        assertEquals("reply: [Piece::Text(\"who?\")]", run("ask", "echo", "who?"));
        echo.cancel("enough");
        assertEquals("was asked to end: enough", echo.exit().block(LIMIT).value());
    }

    @Test
    void a_cancel_that_comes_before_the_guest_runs_is_an_event_too() {
        Process echo = spawn("echo");
        echo.cancel("early");
        assertEquals("was asked to end: early", echo.exit().block(LIMIT).value());
    }

    @Test
    void what_a_guest_does_wrong_it_is_told() {
        assertEquals(
                List.of(
                        "ErrorKind::NotFound: no process has the name \"nobody\"",
                        "ErrorKind::NotFound: there is no process {h|0xfffff}: it ended, or never was",
                        "ErrorKind::Invalid: not a pid: \"{nonsense}\" (one looks like {myns:processes|0x00001})",
                        "ErrorKind::Invalid: topics that begin with @ are reserved, and this one does: @x",
                        "ErrorKind::Invalid: a value ends after 0 pieces, in the middle",
                        "ErrorKind::Invalid: a value ends after 1 pieces, in the middle",
                        "ErrorKind::Invalid: a value has 1 pieces after its end",
                        "ErrorKind::Invalid: a value has a map whose key is no text",
                        "ErrorKind::Invalid: a value is nested deeper than 128 levels",
                        "ErrorKind::NotFound: there is no process entry \"test:nobody\"",
                        "ErrorKind::Invalid: a name has 1 to 255 characters, of which the first is neither { nor @, and"
                                + " not: \"\"",
                        "ErrorKind::NotFound: {h|0x00001} does not have the name \"nobody\"",
                        "no error"),
                run("mistakes"));
    }

    @Test
    void a_receive_with_a_time_out_is_a_step_in_virtual_time() {
        StepVerifier.withVirtualTime(() -> template("wait").steps(Launch.of(60_000_000_000L)), 0)
                .expectSubscription()
                .thenRequest(2)
                .expectNextCount(1)
                .assertNext(step -> assertEquals(
                        Operation.of("wippy:runtime/process.receive"), ((Step.Suspended) step).operation()))
                .thenRequest(1)
                .thenAwait(Duration.ofSeconds(60))
                .assertNext(step -> assertEquals("None", ((Step.Exited) step).exit().value()))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void every_value_comes_through_a_guest_as_it_was() {
        var map = new LinkedHashMap<String, Object>();
        map.put("list", List.of(1L, List.of(), Map.of()));
        map.put("null", null);
        List<Object> values = Arrays.asList(
                null,
                true,
                -1L,
                Long.MAX_VALUE,
                BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
                Double.NaN,
                -0.0,
                "ü\uD83D\uDE00",
                "",
                map);
        Process mirror = spawn("mirror");
        Process observer = host.spawn(
                JavaProcess.template(kernel, process -> {
                    process.await(process.actor().register("observer"), WAIT);
                    var seen = new ArrayList<Object>();
                    for (Object value : values) {
                        process.await(process.actor().send(mirror.pid(), "value", value), WAIT);
                        seen.add(((Event.Message) process.await(process.mailbox().receive(), WAIT)).payload());
                    }
                    return seen;
                }),
                Launch.of());
        assertEquals(values, observer.exit().block(LIMIT).value());
        mirror.send("end", null).block(LIMIT);
        assertEquals((long) values.size(), ((Number) mirror.exit().block(LIMIT).value()).longValue());
    }

    @Test
    void a_terminated_guest_that_receives_is_gone_with_its_name() {
        Process echo = spawn("echo");
        Guests.untilItWaits(echo);
        echo.terminate();
        assertEquals(
                "Canceled: terminated",
                echo.exit().block(LIMIT).failure().orElseThrow().toString());
        assertEquals(0, kernel.processes().names().size());
        assertEquals(0, kernel.processes().count());
    }
}
