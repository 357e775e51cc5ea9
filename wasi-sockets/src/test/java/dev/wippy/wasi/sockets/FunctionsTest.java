package dev.wippy.wasi.sockets;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest that exercises each function and checks the answers. */
@Timeout(120)
class FunctionsTest {

    /** A feature of the WIT that is not stable, and not in what guests are made from; see {@link SocketsModuleTest}. */
    private static final String UNSTABLE = "network-error-code";

    private static final Engine ENGINE = Engine.builder().build();
    private static final Guests GUESTS = new Guests(ENGINE);

    @AfterAll
    static void close_the_engine() {
        GUESTS.close();
        ENGINE.close();
    }

    static List<String> functions() {
        return Stream.of(NetworkFunctions.class, TcpFunctions.class, UdpFunctions.class, NameLookup.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(FunctionsTest::name)
                .flatMap(Optional::stream)
                .filter(name -> !name.startsWith("[type]") && !name.equals(UNSTABLE))
                .sorted()
                .toList();
    }

    private static Optional<String> name(Method method) {
        return Optional.ofNullable(method.getAnnotation(WitFunction.class)).map(WitFunction::value);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_as_its_text_says(String function) {
        Guests.Run run = GUESTS.start("sockets.wasm", Guests.LOOPBACK, function);
        Exit exit = run.exit();
        assertEquals("", run.error().text());
        assertEquals(Optional.empty(), exit.failure());
        assertEquals("ok " + function + "\n", run.output().text());
    }

    @Test
    void the_guest_knows_each_function() {
        Guests.Run run = GUESTS.start("sockets.wasm", Guests.LOOPBACK);
        assertEquals(Optional.empty(), run.exit().failure());
        var exercised = run.output().text().lines()
                .map(line -> line.replaceFirst("^ok ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(functions()), exercised);
    }
}
