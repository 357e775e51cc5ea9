package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreType;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Core modules as processes (SPEC section 3). */
class CoreModuleProcessTest {
    private final Kernel kernel = Kernel.builder().importModule(new Core()).build();
    private final ProcessHost host = kernel.host(HostOptions.of("h"));

    @AfterEach
    void close() {
        kernel.close();
    }

    private Template template(String method) {
        return kernel.wasm(Guests.program("core.wasm", method).withImports("test:core"));
    }

    private Exit exit(String method, Object... arguments) {
        return host.spawn(template(method), Launch.of(arguments)).exit().block(Duration.ofSeconds(20));
    }

    private static String failure(Exit exit) {
        Failure failure = exit.failure().orElseThrow();
        return failure.kind() + ": " + failure.message();
    }

    @Test
    void its_functions_take_and_give_numbers() {
        assertEquals(-3L, exit("add", -5, 2).value());
        assertEquals(Long.MIN_VALUE, exit("add", -1, Long.MIN_VALUE + 1).value());
        assertEquals(2.25, exit("half", 1.5, 3).value());
        assertEquals("func(p0: s32, p1: s64) -> s64", template("add").signature().orElseThrow().toString());
    }

    @Test
    void a_signature_in_WIT_says_what_its_numbers_mean() {
        Template template = kernel.wasm(Guests.program("core.wasm", "add")
                .withImports("test:core")
                .withWit("add: func(offset: s32, to: u64) -> u64; ready: func() -> bool;"));
        assertEquals(
                "func(offset: s32, to: u64) -> u64", template.signature().orElseThrow().toString());
        // As a sum of s64 it would be negative.
        assertEquals(
                new BigInteger("9223372036854775808"),
                host.spawn(template, Launch.of(1, Long.MAX_VALUE))
                        .exit()
                        .block(Duration.ofSeconds(20))
                        .value());
    }

    @Test
    void a_signature_that_does_not_fit_the_module_is_refused_by_its_field() {
        EntryException wrong = assertThrows(
                EntryException.class,
                () -> kernel.wasm(Guests.program("core.wasm", "add").withImports().withWit(
                        "add: func(a: s32) -> s64;")));
        assertEquals(
                "wit: add: func(a: s32) -> s64 is a core function [I32] -> [I64]; the module's \"add\" is [I32, I64] ->"
                        + " [I64]",
                wrong.field() + ": " + wrong.getMessage());
        EntryException other = assertThrows(
                EntryException.class,
                () -> kernel.wasm(Guests.program("core.wasm", "add").withImports().withWit("ready: func() -> bool;")));
        assertEquals(
                "method: wit has no function \"add\"; it has [ready]", other.field() + ": " + other.getMessage());
    }

    @Test
    void wrong_arguments_are_told_by_their_place() {
        assertEquals("Invalid: parameter count mismatch: expected 2, got 1", failure(exit("add", 1)));
        assertEquals(
                "Invalid: argument 1 (p0): expected s32 (-2147483648 to 2147483647), got 2147483648",
                failure(exit("add", 1L << 31, 1)));
    }

    @Test
    void a_module_that_is_to_be_initialized_is_before_anything_runs() {
        assertEquals(1, exit("ready").value());
    }

    @Test
    void an_import_reads_the_memory_of_its_caller_and_no_more() {
        assertEquals(223L, exit("sum").value());
        assertTrue(failure(exit("beyond")).startsWith("Internal: wasm trap: out of bounds memory access"),
                failure(exit("beyond")));
    }

    @Test
    void an_import_that_is_not_offered_ends_the_process_when_it_is_called() {
        assertEquals(
                "PermissionDenied: test:stray called test:other.unknown, which its imports do not offer; nor does any"
                        + " import module here",
                failure(exit("stray")));
        Template without = kernel.wasm(Guests.program("core.wasm", "sum").withImports());
        assertEquals(
                "PermissionDenied: test:sum called test:core.sum, which its imports do not offer; this line under"
                        + " imports: would: - test:core",
                failure(host.spawn(without, Launch.of()).exit().block(Duration.ofSeconds(20))));
    }

    @Test
    void a_program_has_no_parameters_and_is_suspended_by_its_imports() {
        Template program = template("run");
        assertEquals(Optional.empty(), program.signature());
        StepVerifier.create(program.steps(Launch.of("these", "words")).map(step -> step.getClass().getSimpleName()))
                .expectNext("Started", "Suspended", "Suspended", "Exited")
                .verifyComplete();
    }

    @Test
    void one_that_spins_is_terminated() {
        Process spinning = host.spawn(template("spin"), Launch.of());
        spinning.terminate();
        assertEquals(
                ErrorKind.CANCELED,
                spinning.exit().block(Duration.ofSeconds(20)).failure().orElseThrow().kind());
    }

    @Test
    void a_method_that_no_signature_fits_is_told_at_load() {
        assertEquals(
                "method: the module exports no function \"none\"; it exports _initialize; ready; add; half; pair; sum;"
                        + " beyond; stray; _start; spin",
                refusal("none"));
        assertEquals("method: \"pair\" has more than one result, which no WIT type has", refusal("pair"));
    }

    private String refusal(String method) {
        EntryException refused = assertThrows(EntryException.class, () -> template(method));
        return refused.field() + ": " + refused.getMessage();
    }

    /** Functions for core modules. */
    private static final class Core implements ImportModule {
        private static final CoreHostFunction SUM = new CoreHostFunction(
                new CoreExternType.Function(List.of(CoreType.I32, CoreType.I32), List.of(CoreType.I64)),
                (memory, arguments) -> {
                    long sum = 0;
                    for (int i = 0; i < (int) arguments[1]; i++) {
                        sum += memory.getByte((arguments[0] & 0xffff_ffffL) + i) & 0xff;
                    }
                    return new long[]{sum};
                });

        @Override
        public String name() {
            return "test:core";
        }

        @Override
        public List<String> interfaces() {
            return List.of("test:core");
        }

        @Override
        public void link(Imports imports, ProcessContext process) {
            imports.bindCore("test:core", Map.of("sum", SUM, "nap", new CoreHostFunction(
                    new CoreExternType.Function(List.of(), List.of()), (_, _) -> {
                        Mono<Void> nap = TestNaps.onceItWaits((ProcessRun) process);
                        process.await(nap, Operation.of("nap"));
                        return new long[]{};
                    })));
        }
    }
}
