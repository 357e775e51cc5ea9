package acme.greeter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.Result;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.ImportDeclaration;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import dev.wippy.test.JavaGuest;
import dev.wippy.test.TestKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin by itself, and with the guest of this example in virtual time. */
class GreeterTest {
    private static final Position HERE = new Position("app.yaml", 1, 1);

    private static WasmProgram visitor(Map<String, String> settings) throws IOException {
        List<Node.Pair> pairs = new ArrayList<>();
        settings.forEach((key, value) -> pairs.add(new Node.Pair(key, HERE, new Node.Scalar(HERE, value, value))));
        var greeter = new ImportDeclaration("acme:greeter", Optional.of(new Node.Mapping(HERE, pairs)));
        byte[] binary = Files.readAllBytes(Path.of("app/wasm/visitor.wasm"));
        return WasmProgram.of("test:visitor", binary, "welcome").withImports(List.of(greeter));
    }

    private static TestKernel kernel() {
        // Finds the plugin as a service.
        return TestKernel.with();
    }

    @Test
    void a_guest_is_suspended_while_a_user_is_looked_up() throws Exception {
        try (var kernel = kernel()) {
            var guest = kernel.start(visitor(Map.of()), 7L);
            assertEquals("acme:greeter/api@1.0.0.lookup", guest.suspended().operation().toString());
            kernel.advance(GreeterApi.FAR);
            assertEquals(Map.of("ok", "Hello, Ada!"), guest.exit().value());
        }
    }

    @Test
    void a_user_who_is_not_there_is_an_err_of_the_guest() throws Exception {
        try (var kernel = kernel()) {
            var guest = kernel.start(visitor(Map.of()), 1L);
            guest.suspended();
            kernel.advance(GreeterApi.FAR);
            assertEquals(Map.of("err", "nobody has the number 1"), guest.exit().value());
        }
    }

    @Test
    void an_entry_sets_the_greeting_and_the_motto(@TempDir Path folder) throws Exception {
        Path motto = Files.writeString(folder.resolve("motto.txt"), "Nothing is left behind.\n");
        try (var kernel = kernel()) {
            var guest = kernel.start(visitor(Map.of("greeting", "Welcome", "motto", motto.toString())), 8L);
            guest.suspended();
            kernel.advance(GreeterApi.FAR);
            assertEquals(Map.of("ok", "Welcome, Grace! Nothing is left behind."), guest.exit().value());
        }
    }

    @Test
    void a_guest_that_is_ended_while_it_waits_leaves_nothing_behind() throws Exception {
        try (var kernel = kernel()) {
            var inbox = kernel.inbox();
            var guest = kernel.start(visitor(Map.of()), 7L);
            guest.suspended();
            inbox.monitor(guest.pid());
            guest.terminate();
            assertEquals(
                    ErrorKind.CANCELED, guest.exit().failure().orElseThrow().kind());
            assertEquals("EXIT", inbox.next().type());
        }
    }

    @Test
    void a_setting_that_is_not_known_fails_the_process_with_its_place() throws Exception {
        try (var kernel = kernel()) {
            var failure = kernel.start(visitor(Map.of("greetings", "Hi")), 7L).exit().failure().orElseThrow();
            assertEquals(ErrorKind.INVALID, failure.kind());
            assertEquals(HERE + ": acme:greeter knows greeting and motto, and not: greetings", failure.message());
        }
    }

    @Test
    void a_motto_that_can_not_be_read_is_an_err(@TempDir Path folder) {
        Path missing = folder.resolve("missing.txt");
        try (var guest = JavaGuest.of()) {
            var api = new GreeterApi(new Settings("Hi", Optional.of(missing)), guest.time());
            assertEquals(Result.err(missing + " can't be read"), api.motto());
            assertEquals("Hi, you!", api.greet("you"));
        }
    }

    @Test
    void it_is_listed_for_the_class_path_and_for_the_module_path() {
        assertEquals(
                1,
                ServiceLoader.load(ImportModule.class).stream()
                        .filter(provider -> provider.type().equals(Greeter.class))
                        .count());
        var descriptor = java.lang.module.ModuleFinder.of(Path.of("target/classes"))
                .find("acme.greeter")
                .orElseThrow()
                .descriptor();
        assertTrue(descriptor.provides().stream()
                .anyMatch(each -> each.service().equals(ImportModule.class.getName())
                        && each.providers().equals(List.of(Greeter.class.getName()))));
    }
}
