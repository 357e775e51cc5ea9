package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.test.JavaGuest;
import dev.wippy.test.StubbedModule;
import dev.wippy.wasi.filesystem.FilesystemModule;
import dev.wippy.wasi.io.ClocksModule;
import dev.wippy.wasi.io.InputStream;
import dev.wippy.wasi.io.IoModule;
import dev.wippy.wasi.io.OutputStream;
import dev.wippy.wasi.io.Pollable;
import dev.wippy.wasi.io.RandomModule;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A guest that exercises each function of {@code wasi:io}, {@code wasi:clocks}, {@code wasi:random} and {@code wasi:cli}
 * and checks the answers; and that it does check: each of them against a stub of its function.
 */
@Timeout(300)
class FunctionsTest {
    private static final Engine ENGINE = Engine.builder().build();

    private static final Map<String, String> VARIABLES = Map.of("GREETING", "hello", "TZ", "Asia/Kolkata");

    /** What those that write leave on the output. */
    private static final Map<String, String> WRITTEN = Map.ofEntries(
            Map.entry("[method]output-stream.check-write", "x".repeat(1 << 16) + "\n"),
            Map.entry("[method]output-stream.write", "written"),
            Map.entry("[method]output-stream.blocking-write-and-flush", "y".repeat(4096)),
            Map.entry("[method]output-stream.flush", "flushed"),
            Map.entry("[method]output-stream.blocking-flush", "flushed"),
            Map.entry("[method]output-stream.subscribe", "x".repeat(1 << 16)),
            Map.entry("[method]output-stream.write-zeroes", "\0\0\0"),
            Map.entry("[method]output-stream.blocking-write-zeroes-and-flush", "\0".repeat(4096)),
            Map.entry("[method]output-stream.splice", "0123456789"),
            Map.entry("[method]output-stream.blocking-splice", "0123456789"),
            Map.entry("get-stdout", "out"));

    /** With which codes functions end the guest. */
    private static final Map<String, Integer> CODES = Map.of("exit", 1, "exit-with-code", 42);

    /** What stubs answer that have to answer with a resource. */
    private static final Map<Class<?>, Supplier<?>> RESOURCES = Map.of(
            Pollable.class, () -> Pollable.of(Readiness.ALWAYS),
            InputStream.class, () -> InputStream.of(Source.EMPTY),
            OutputStream.class, () -> OutputStream.of(Sink.DISCARD));

    private final FakeTerminal terminal = new FakeTerminal();

    @AfterAll
    static void close_the_engine() {
        ENGINE.close();
    }

    private static List<ImportModule> modules() {
        return List.of(new IoModule(), new ClocksModule(), new RandomModule(), new CliModule(), new FilesystemModule());
    }

    /** All functions that the modules bind, as {@code interface#function}; those of files have a guest of their own. */
    static Set<String> functions() throws IOException {
        Set<String> cli = cliFunctions();
        var names = new TreeSet<String>();
        Imports imports = new Imports() {
            @Override
            public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {
                for (Method method : implementation.getClass().getDeclaredMethods()) {
                    Optional.ofNullable(method.getAnnotation(WitFunction.class))
                            .map(function -> name + "#" + function.value())
                            .filter(function -> belongs(cli, function))
                            .ifPresent(names::add);
                }
            }
        };
        try (var process = JavaGuest.of()) {
            modules().stream()
                    .filter(module -> !(module instanceof FilesystemModule))
                    .forEach(module -> module.link(imports, process));
        }
        return names;
    }

    private static Set<String> cliFunctions() throws IOException {
        try (var list = FunctionsTest.class.getResourceAsStream("functions.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace(' ', '#'))
                    .collect(Collectors.toSet());
        }
    }

    /** One object serves several interfaces of a terminal: whether the WIT has the function in this one. */
    private static boolean belongs(Set<String> cli, String function) {
        String own = function.substring(function.indexOf('#'));
        return cli.contains(function) || cli.stream().noneMatch(other -> other.endsWith(own));
    }

    /** What can be told of a run from outside. */
    private record Seen(Optional<String> failure, int code, String output) {}

    private Seen run(Kernel kernel, List<String> modules, String word) throws IOException {
        byte[] guest;
        try (var in = FunctionsTest.class.getResourceAsStream("system.wasm")) {
            guest = in.readAllBytes();
        }
        var program = WasmProgram.of("test:system", guest, "run")
                .withImports(modules.toArray(String[]::new))
                // It writes again and again what a stub does not take.
                .withLimits(Limits.defaults().withMaxFuel(1L << 24))
                .withSettings(new ProgramSettings(List.of("system", word), VARIABLES, Optional.of("/work")));
        Exit exit = kernel.host(HostOptions.of("test:host"))
                .spawn(kernel.wasm(program), Launch.of().withStdio(terminal.stdio("0123456789")))
                .exit()
                .block();
        return new Seen(exit.failure().map(failure -> failure.message()), exit.code().orElse(0), terminal.output());
    }

    /** A kernel with no other modules, which would be linked beside the stub. */
    private static Kernel with(ImportModule module) {
        return Kernel.builder()
                .engine(ENGINE)
                .classLoader(ClassLoader.getPlatformClassLoader())
                .importModule(module)
                .build();
    }

    private static Seen expected(String name) {
        String function = name.substring(name.indexOf('#') + 1);
        boolean output = name.contains("output-stream") || name.contains("stdout");
        String written = output ? WRITTEN.getOrDefault(function, "") : "";
        return CODES.containsKey(function)
                ? new Seen(Optional.empty(), CODES.get(function), "leaving")
                : new Seen(Optional.empty(), 0, written + "ok " + name + "\n");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void each_function_answers_as_its_text_says(String function) throws IOException {
        try (Kernel kernel = Kernel.builder().engine(ENGINE).build()) {
            assertEquals(expected(function), run(kernel, List.of("wasi:cli", "wasi:io"), function));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void the_guest_notices_a_function_that_does_nothing(String function) throws IOException {
        int end = function.indexOf('#');
        var stubbed = new StubbedModule(
                modules(), function.substring(0, end), function.substring(end + 1), RESOURCES);
        try (Kernel kernel = with(stubbed)) {
            assertNotEquals(expected(function), run(kernel, List.of(stubbed.name()), function));
        }
    }

    @Test
    void the_guest_knows_each_function() throws IOException {
        try (Kernel kernel = Kernel.builder().engine(ENGINE).build()) {
            Seen seen = run(kernel, List.of("wasi:cli", "wasi:io"), "list");
            assertEquals(functions(), seen.output().lines().collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void a_stub_of_nothing_changes_nothing() throws IOException {
        var nothing = new StubbedModule(modules(), "none", "none", RESOURCES);
        String function = "wasi:io/poll@0.2.12#poll";
        try (Kernel kernel = with(nothing)) {
            assertEquals(expected(function), run(kernel, List.of(nothing.name()), function));
        }
    }
}
