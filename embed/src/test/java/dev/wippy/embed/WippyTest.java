package dev.wippy.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.Step;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Wippy inside another program, with the guests of the first example. */
@Timeout(120)
class WippyTest {
    private static final Path HELLO = Path.of("../examples/hello");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static WasmProgram guest(String name, String method) throws IOException {
        return WasmProgram.of(
                "test:" + name, Files.readAllBytes(HELLO.resolve("wasm").resolve(name + ".wasm")), method);
    }

    private static String messageOf(Runnable action) {
        return assertThrows(KernelException.class, action::run).getMessage();
    }

    @Test
    void an_app_runs_its_entries_on_its_hosts() {
        try (var wippy = Wippy.builder().app(HELLO).build()) {
            Process process = wippy.host("hello:processes").spawn(wippy.template("hello:greet"), "World");
            assertEquals("{hello:processes|0x00001}", process.pid().toString());
            Exit exit = process.exit().block(LIMIT);
            assertEquals(Optional.empty(), exit.failure());
            assertEquals("Hello, World!", exit.value());
        }
    }

    @Test
    void a_component_runs_without_an_app() throws IOException {
        try (var wippy = Wippy.builder().program(guest("hello", "greet")).build()) {
            var host = wippy.host(HostOptions.of("test:host"));
            Exit exit = host.spawn(wippy.template("test:hello"), "bytes").exit().block(LIMIT);
            assertEquals("Hello, bytes!", exit.value());
        }
    }

    @Test
    void each_subscriber_of_the_steps_of_a_template_has_a_process_of_its_own() {
        var clock = VirtualTimeScheduler.create();
        try (var wippy = Wippy.builder().app(HELLO).time(Time.of(() -> clock)).build()) {
            Flux<Step> steps = wippy.template("hello:sleep").steps(250L);
            for (int subscriber = 0; subscriber < 2; subscriber++) {
                StepVerifier.create(steps, 1)
                        .expectNextMatches(step -> step instanceof Step.Started)
                        .thenRequest(1)
                        .assertNext(step -> assertEquals(
                                "wasi:io/poll.pollable.block (250ms)",
                                assertInstanceOf(Step.Suspended.class, step).operation().toString()))
                        .then(() -> clock.advanceTimeBy(Duration.ofMillis(250)))
                        .thenRequest(1)
                        .assertNext(step -> assertEquals(
                                "slept 250 ms",
                                assertInstanceOf(Step.Exited.class, step).exit().value()))
                        .expectComplete()
                        .verify(LIMIT);
            }
        }
    }

    @Test
    void steps_that_nobody_subscribes_to_start_no_process() {
        try (var wippy = Wippy.builder().app(HELLO).build()) {
            wippy.template("hello:greet").steps("nobody");
            assertEquals(0, wippy.processes().count());
        }
    }

    @Test
    void import_modules_that_are_given_stand_beside_those_that_are_found() {
        var given = new Noted("acme:given");
        try (var wippy = Wippy.builder().importModule(given).build()) {
            var names = wippy.kernel().importModules().stream().map(ImportModule::name).toList();
            assertEquals("acme:given", names.getFirst());
            assertTrue(names.containsAll(List.of("wasi:io", "wasi:cli", "wasi:filesystem", "wasi:http", "funcs")),
                    () -> "found: " + names);
        }
    }

    @Test
    void a_Vertx_that_is_given_is_left_open() throws Exception {
        Vertx vertx = Vertx.vertx();
        Wippy.builder().vertx(vertx).build().close();
        var ticked = vertx.timer(1).toCompletionStage().toCompletableFuture();
        ticked.get(30, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void modules_are_looked_for_where_the_class_loader_looks(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ImportModule.class.getName()), Listed.class.getName() + "\n");
        try (var loader = new URLClassLoader(new URL[]{folder.toUri().toURL()}, WippyTest.class.getClassLoader());
                var wippy = Wippy.builder().classLoader(loader).build()) {
            assertEquals(
                    1,
                    wippy.kernel().importModules().stream()
                            .filter(Listed.class::isInstance)
                            .count());
        }
    }

    @Test
    void closing_ends_processes_and_closes_modules_once() throws IOException {
        var module = new Noted("acme:noted");
        var wippy = Wippy.builder()
                .program(guest("sleep", "sleep").withImports("wasi:io"))
                .importModule(module)
                .build();
        Process sleeper = wippy.host(HostOptions.of("test:host")).spawn(wippy.template("test:sleep"), 3_600_000L);
        wippy.close();
        assertEquals(
                ErrorKind.CANCELED,
                sleeper.exit().block(LIMIT).failure().orElseThrow().kind());
        wippy.close();
        assertEquals(List.of("closed"), module.notes);
    }

    @Test
    void what_can_not_be_built_leaves_nothing_behind(@TempDir Path folder) {
        var module = new Noted("acme:noted");
        Path missing = folder.resolve("missing");
        String message =
                messageOf(() -> Wippy.builder().importModule(module).app(missing).build());
        assertTrue(message.contains(missing.toString()), message);
        assertEquals(List.of("closed"), module.notes);
    }

    @Test
    void an_unknown_entry_is_an_error_that_names_those_there_are() throws IOException {
        try (var wippy = Wippy.builder().program(guest("hello", "greet")).build()) {
            assertEquals(
                    "there is no entry \"test:helo\"; there are: test:hello",
                    messageOf(() -> wippy.template("test:helo")));
            assertEquals(
                    "there is no host \"a:b\", since there is no app; kernel().host(HostOptions.of(\"a:b\")) makes one",
                    messageOf(() -> wippy.host("a:b")));
        }
        try (var wippy = Wippy.builder().build()) {
            assertEquals(
                    "there is no entry \"test:hello\"; there are: none",
                    messageOf(() -> wippy.template("test:hello")));
        }
    }

    @Test
    void an_entry_that_is_no_host_can_not_be_one() {
        try (var wippy = Wippy.builder().app(HELLO).build()) {
            assertEquals(
                    "\"hello:wasm_binaries\" is a fs.directory, and neither a process.host nor a terminal.host",
                    messageOf(() -> wippy.host("hello:wasm_binaries")));
            assertEquals("hello:terminal", wippy.host("hello:terminal").id());
        }
    }

    @Test
    void two_programs_of_one_id_are_refused() throws IOException {
        var program = guest("hello", "greet");
        assertEquals(
                "two programs have the id \"test:hello\"",
                messageOf(() -> Wippy.builder().program(program).program(program).build()));
    }

    @Test
    void a_folder_of_plugins_that_is_not_there_is_named(@TempDir Path folder) {
        Path missing = folder.resolve("plugins");
        assertEquals(
                "there is no folder of plugins " + missing,
                messageOf(() -> Wippy.builder().plugins(missing)));
    }

    @Test
    void a_broken_plugin_is_named(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("readme.txt"), "no jar");
        Path jar = Files.writeString(folder.resolve("broken.jar"), "no jar either");
        String message = messageOf(() -> Wippy.builder().plugins(folder).build());
        assertTrue(message.startsWith("plugin " + jar + " can't be read as a jar: "), message);
    }

    /** Is listed by a class loader only. */
    public static final class Listed extends Noted {
        /** Made by the service loader. */
        public Listed() {
            super("acme:listed");
        }
    }

    /** Notes that it is closed. */
    static class Noted implements ImportModule {
        private final String name;
        final List<String> notes = new ArrayList<>();

        Noted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> interfaces() {
            return List.of();
        }

        @Override
        public void link(Imports imports, ProcessContext process) {}

        @Override
        public void close() {
            notes.add("closed");
        }
    }
}
