package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.test.JavaGuest;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CliModuleTest {
    private final CliModule module = new CliModule();
    private final JavaGuest bare = JavaGuest.of();

    private Map<String, Object> bound(ProcessContext process) {
        var bound = new LinkedHashMap<String, Object>();
        Imports imports = new Imports() {
            @Override
            public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {
                bound.put(name, implementation);
            }
        };
        module.link(imports, process);
        return bound;
    }

    @Test
    void every_function_that_the_WIT_names_has_a_method() throws Exception {
        var offered = new TreeSet<String>();
        bound(bare).forEach((name, implementation) -> Stream.of(implementation.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(WitFunction.class))
                .forEach(method -> offered.add(name + " " + method.getAnnotation(WitFunction.class).value())));
        try (var list = CliModuleTest.class.getResourceAsStream("functions.txt")) {
            var missing = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(name -> !offered.contains(name))
                    .toList();
            assertEquals(List.of(), missing);
        }
    }

    @Test
    void every_interface_that_is_promised_is_bound() {
        assertEquals(new TreeSet<>(module.interfaces()), new TreeSet<>(bound(bare).keySet()));
    }

    @Test
    void it_brings_random_numbers_which_runtimes_need_to_start() {
        assertEquals("wasi:cli", module.name());
        assertEquals(List.of("wasi:random"), module.brings());
    }

    @Test
    void it_is_found_on_the_class_path_and_on_the_module_path() throws Exception {
        var found = ServiceLoader.load(ImportModule.class).stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("dev.wippy.wasi.cli."))
                .toList();
        assertEquals(List.of(CliModule.class.getName()), found);
        try (var descriptor = descriptor()) {
            var provides = ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(each -> each.service().equals(ImportModule.class.getName()))
                    .flatMap(each -> each.providers().stream())
                    .toList();
            assertEquals(found, provides);
        }
    }

    private static InputStream descriptor() throws Exception {
        var classes = CliModule.class.getProtectionDomain().getCodeSource().getLocation();
        return classes.toURI().resolve("module-info.class").toURL().openStream();
    }

    @Test
    void a_guest_sees_the_arguments_variables_and_folder_of_its_entry_in_their_order() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("Z", "1");
        variables.put("A", "");
        var environment =
                new Environment(new ProgramSettings(List.of("greet", "World"), variables, Optional.of("/app")));
        assertEquals(List.of("greet", "World"), environment.arguments());
        assertEquals(
                List.of(new Environment.Variable("Z", "1"), new Environment.Variable("A", "")),
                environment.environment());
        assertEquals(Optional.of("/app"), environment.initialWorkingDirectory());
    }

    @Test
    void a_guest_whose_entry_sets_nothing_sees_nothing_of_the_machine() {
        var environment = (Environment) bound(bare).get("wasi:cli/environment@0.2.12");
        assertEquals(List.of(), environment.arguments());
        assertEquals(List.of(), environment.environment());
        assertEquals(Optional.empty(), environment.initialWorkingDirectory());
    }

    private static int codeOf(Executable exit) {
        return assertThrows(JavaGuest.Exited.class, exit).code();
    }

    @Test
    void an_exit_has_the_code_of_its_status_or_its_own() {
        var exit = new ExitFunctions(bare);
        assertEquals(0, codeOf(() -> exit.exit(Result.ok())));
        assertEquals(1, codeOf(() -> exit.exit(Result.err(null))));
        assertEquals(255, codeOf(() -> exit.exitWithCode(255)));
    }

    @Test
    void each_standard_stream_that_is_a_terminal_says_so() {
        for (int bits = 0; bits < 8; bits++) {
            boolean in = (bits & 1) != 0;
            boolean out = (bits & 2) != 0;
            boolean err = (bits & 4) != 0;
            var stdio = new Stdio(Source.EMPTY, Sink.DISCARD, Sink.DISCARD, in, out, err);
            var input = new StandardInput(stdio).terminal();
            var output = new StandardOutput(stdio).terminal();
            var error = new StandardError(stdio).terminal();
            assertEquals(
                    List.of(in, out, err), List.of(input.isPresent(), output.isPresent(), error.isPresent()));
        }
    }

    @Test
    void each_request_gives_a_handle_of_its_own() {
        var output = new StandardOutput(Stdio.NONE);
        assertNotSame(output.stream(), output.stream());
        assertTrue(bound(bare).get("wasi:cli/stderr@0.2.12") instanceof StandardError);
    }
}
