package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an import module throws ends the process, names the module, and nothing else. */
class PluginFaultTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** An error that no library knows. */
    private static final class Odd extends Error {
        private static final long serialVersionUID = 1L;

        private Odd(String message) {
            super(message);
        }
    }

    /** Throws when it links, or when it is called. */
    private record Bad(Supplier<Throwable> inLink, Supplier<Throwable> inCall) implements ImportModule {
        @Override
        public String name() {
            return "test:naps";
        }

        @Override
        public List<String> interfaces() {
            return List.of("test:naps/nap");
        }

        @Override
        public void link(Imports imports, ProcessContext process) {
            sneak(inLink.get());
            imports.bind("test:naps/nap", new Nap(inCall));
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable thrown) throws T {
            if (thrown != null) {
                throw (T) thrown;
            }
        }
    }

    /** The interface. */
    public record Nap(Supplier<Throwable> thrown) {
        @WitFunction("nap")
        public void nap() {
            Bad.sneak(thrown.get());
        }

        @WitFunction("mark")
        public void mark() {}
    }

    private static String failure(Bad module) {
        try (Kernel kernel = Kernel.builder().importModule(module).build()) {
            ProcessHost host = kernel.host(HostOptions.of("h"));
            Template naps = kernel.wasm(Guests.program("actor.wasm", "naps"));
            String failure = host.spawn(naps, Launch.of(1))
                    .exit()
                    .block(LIMIT)
                    .failure()
                    .orElseThrow()
                    .toString();
            // The host lives.
            assertEquals(1, host.spawn(JavaProcess.template(kernel, _ -> 1), Launch.of()).exit().block(LIMIT).value());
            return failure;
        }
    }

    @Test
    void what_is_thrown_in_link_is_named_with_module_and_entry() {
        for (Throwable thrown : List.of(new IllegalStateException("no"), new Odd("no"), new java.io.IOException(
                "no"))) {
            assertEquals(
                    "Internal: link of the import module test:naps for test:naps failed: " + thrown,
                    failure(new Bad(() -> thrown, () -> null)));
        }
    }

    @Test
    void what_is_thrown_by_a_function_is_named_with_the_function() {
        for (Throwable thrown : List.of(new IllegalStateException("no"), new Odd("no"))) {
            assertEquals(
                    "Internal: test:naps/nap.nap failed: " + thrown, failure(new Bad(() -> null, () -> thrown)));
        }
    }

    @Test
    void a_spawn_on_a_closed_kernel_says_so() {
        Kernel kernel = Kernel.builder().build();
        ProcessHost host = kernel.host(HostOptions.of("h"));
        Template template = JavaProcess.template(kernel, _ -> 1);
        kernel.close();
        ProcessHost late = kernel.host(HostOptions.of("late"));
        for (ProcessHost each : List.of(host, late, kernel.ownHost())) {
            var refused = assertThrows(KernelException.class, () -> each.spawn(template, Launch.of()));
            assertEquals(
                    "Unavailable: the kernel is closed, so test:java can't run",
                    refused.kind() + ": " + refused.getMessage());
        }
        var refused = assertThrows(
                KernelException.class, () -> template.steps(Launch.of()).blockLast(LIMIT));
        assertEquals("the kernel is closed, so test:java can't run", refused.getMessage());
    }
}
