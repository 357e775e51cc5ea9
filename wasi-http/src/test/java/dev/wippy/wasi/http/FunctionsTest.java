package dev.wippy.wasi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
