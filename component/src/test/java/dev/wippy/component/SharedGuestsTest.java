package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.error.ImportMismatchException;
import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.engine.Budget;
import dev.wippy.engine.Engine;
import dev.wippy.engine.Trap;
import dev.wippy.engine.Unwind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Components as toolchains make them. */
class SharedGuestsTest {
    private static final Engine ENGINE = Engine.builder().build();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static CompiledComponent compiled(String guest) {
        return Component.parse(SharedGuests.bytes(guest)).compile(ENGINE);
    }

    private static ComponentInstance instance(String guest) {
        return compiled(guest).instantiate(InstanceOptions.defaults());
    }

    @Test
    void a_rust_component_computes() {
        try (var instance = instance("rust-wit/app.wasm")) {
            assertEquals(42, instance.call("compute", 6, 7));
        }
    }

    @Test
    void an_instance_takes_the_memory_that_it_touches_and_not_what_it_declares() {
        Budget budget = Budget.of(64 << 20, 10_000);
        var compiled = compiled("rust-wit/app.wasm");
        for (int i = 0; i < 10; i++) {
            // The declared minimum is 17 pages of 64 KiB; what a run reaches may be learned from those before it.
            Budget own = budget.within(2 << 20, 1000);
            try (var instance = compiled.instantiate(InstanceOptions.defaults().withBudget(own))) {
                assertEquals(42, instance.call("compute", 6, 7));
                assertTrue(own.bytes() <= 12 << 10, own.bytes() + " bytes");
            }
            own.close();
        }
        assertEquals(0, budget.bytes());
    }

    @Test
    void a_rust_component_greets() {
        try (var instance = instance("rust-wit/app.wasm")) {
            assertEquals(List.of("Hello, World!", "Hello, Ada!"),
                    List.of(instance.call("greet", Optional.empty()), instance.call("greet", Optional.of("Ada"))));
        }
    }

    @Test
    void an_assembly_script_component_keeps_strings_as_utf_16() {
        try (var instance = instance("assemblyscript/a.wasm")) {
            assertEquals(List.of("öäü☃", 55L, 6.5),
                    List.of(instance.call("reverse", "☃üäö"), instance.call("fib", 10),
                            instance.call("sum", (Object) new Object[]{1.5, 2.0, 3.0})));
        }
    }

    @Test
    void a_javascript_component_runs() {
        try (var instance = compiled("js/calc.qjs-min.wasm").instantiate(InstanceOptions.defaults()
                .withImports(HostImports.builder().bind("demo:js/host", new Kv()).build()))) {
            assertEquals("hello Ada from JS", instance.call("greet", "Ada"));
        }
    }

    @Test
    void the_functions_of_a_component_print_as_WIT() {
        assertEquals(List.of("greet: func(name: option<string>) -> string", "compute: func(a: u32, b: u32) -> u32",
                "sleep: func(ms: u64)"),
                Component.parse(SharedGuests.bytes("rust-wit/app.wasm"))
                        .functions()
                        .stream()
                        .map(ExportedFunction::toString)
                        .toList());
    }

    @Test
    void wasi_cli_run_is_found_without_its_version() {
        Component component = Component.parse(SharedGuests.bytes("c/hello.p2.wasm"));
        assertEquals(List.of("wasi:cli/run@0.2.12#run", "wasi:cli/run@0.2.12#run", "wasi:cli/run@0.2.12#run"),
                List.of(component.function("wasi:cli/run@0.2.12#run").orElseThrow().name(),
                        component.function("wasi:cli/run#run").orElseThrow().name(),
                        component.function("run#run").orElseThrow().name()));
        assertEquals(Optional.empty(), component.function("run"));
        assertEquals(Optional.empty(), component.function("wasi:cli/run@0.2.11#run"));
    }

    /** A key-value store in plain Java. */
    private static final class Kv implements HostInterface {
        private final List<String> log = new ArrayList<>();
        private final Map<String, String> values = new HashMap<>();
        private final ResourceType bucket = ResourceType.ofHost("bucket", name -> log.add("drop " + name));

        @Override
        public Optional<ComponentFunction> function(String name, FunctionType type) {
            return Optional.of(switch (name) {
                case "log" -> arguments -> {
                    log.add(arguments[arguments.length - 1].toString());
                    return null;
                };
                case "[constructor]bucket" -> arguments -> {
                    log.add("new " + arguments[0]);
                    return new Resource(bucket, arguments[0]);
                };
                case "[method]bucket.set" -> arguments -> {
                    values.put((String) arguments[1], (String) arguments[2]);
                    return CaseValue.ok(null);
                };
                case "[method]bucket.get" -> arguments -> Optional.ofNullable(values.get(arguments[1]));
                default -> throw new AssertionError(name);
            });
        }

        @Override
        public Optional<ResourceType> resource(String name) {
            return name.equals("bucket") ? Optional.of(bucket) : Optional.empty();
        }
    }

    @Test
    void a_c_component_uses_a_resource_of_the_host() {
        Kv kv = new Kv();
        var imports = HostImports.builder().bind("demo:guest/kv@0.1.0", kv).world(kv).build();
        try (var instance = compiled("c-wit/app.wasm").instantiate(InstanceOptions.defaults().withImports(imports))) {
            assertEquals(List.of(CaseValue.ok(Optional.empty()), CaseValue.ok(Optional.of("v"))),
                    List.of(instance.call("remember", "k", "v"), instance.call("remember", "k", "w")));
            assertEquals(6L, instance.call("sum", (Object) new Object[]{1, 2, 3}));
        }
        assertEquals(kv.log.stream().filter(each -> each.startsWith("new")).count(),
                kv.log.stream().filter(each -> each.startsWith("drop")).count());
    }

    @Test
    void an_import_that_is_not_offered_fails_only_when_it_is_called() {
        try (var instance = instance("rust-wit/app.wasm")) {
            Trap trap = assertThrows(Trap.class, () -> instance.call("sleep", 1L));
            assertTrue(trap.getMessage().contains("is not offered by the host"), trap.getMessage());
            assertTrue(instance.poisoned());
        }
    }

    @Test
    void the_embedder_says_how_a_missing_import_ends_a_guest() {
        class Refused extends Unwind {
            private static final long serialVersionUID = 1L;

            Refused(String message) {
                super(message);
            }
        }
        var options = InstanceOptions.defaults().withMissing((of, function) -> {
            throw new Refused(of + " " + function);
        });
        try (var instance = compiled("rust-wit/app.wasm").instantiate(options)) {
            Refused refused = assertThrows(Refused.class, () -> instance.call("sleep", 1L));
            assertEquals("wasi:clocks/monotonic-clock@0.2.12 subscribe-duration", refused.getMessage());
            assertThrows(Trap.class, () -> instance.call("compute", 6, 7));
        }
    }

    @Test
    void an_import_under_another_type_fails_the_instantiation() {
        HostInterface log = new HostInterface() {
            @Override
            public Optional<ComponentFunction> function(String name, FunctionType type) {
                throw new ImportMismatchException("the host's is func(), the component's is " + type);
            }

            @Override
            public Optional<ResourceType> resource(String name) {
                return Optional.empty();
            }
        };
        var options = InstanceOptions.defaults().withImports(HostImports.builder().world(log).build());
        assertEquals("import log is offered under another type: the host's is func(), the component's is"
                + " func(lvl: enum {debug, info, warn}, msg: string)",
                assertThrows(ImportMismatchException.class,
                        () -> compiled("c-wit/app.wasm").instantiate(options)).getMessage());
    }

    @Test
    void a_closed_instance_can_not_be_called() {
        var instance = instance("rust-wit/app.wasm");
        instance.close();
        instance.close();
        assertThrows(Trap.class, () -> instance.call("compute", 6, 7));
    }
}
