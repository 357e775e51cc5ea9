package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code takes a memory's array anew after whatever may have moved it: it is hibernated and widened at every safepoint, and
 * nothing comes out differently.
 */
class RestlessTest {
    private static final Pattern MEMORY = Pattern.compile("memory_.*|memory|load.*|store.*|address.*|align.*|data.*"
            + "|bulk|endianness.*|float_memory.*|memory-multi|linking.*|imports.*|start.*|exports.*|fib|names|loop"
            + "|nop|select|left-to-right|traps.*|unwind|stack|call.*|try_table|throw.*|return_call.*");
    private static final Pattern OUT_OF_REACH = Pattern.compile("simd_.*|.*64");

    /** Most of what comes after is left undisturbed: hibernating megabytes millions of times would take days. */
    private static final int MOST = 500;

    static List<CutLimits> limits() {
        return List.of(CutLimits.DEFAULT, new CutLimits(60, 40));
    }

    private static Engine engine(CutLimits limits) {
        return new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits,
                new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void the_suites_scripts_on_memories_pass(CutLimits limits) throws IOException {
        assertEquals(List.of(), scripts(limits, false));
    }

    @Test
    void the_suites_scripts_on_memories_pass_with_code_that_counts_fuel() throws IOException {
        assertEquals(List.of(), scripts(CutLimits.DEFAULT, true));
    }

    private static List<String> scripts(CutLimits limits, boolean countsFuel) throws IOException {
        Map<String, byte[]> files = Suite.files("core.tar.gz");
        List<String> failures = new ArrayList<>();
        int[] passed = new int[1];
        int[] slept = new int[1];
        try (Engine engine = engine(limits)) {
            for (String file : files.keySet()) {
                String name = file.substring(0, file.indexOf('/'));
                if (file.equals(name + "/" + name + ".json") && MEMORY.matcher(name).matches()
                        && !OUT_OF_REACH.matcher(name).matches()) {
                    Restless guest = new Restless();
                    guest.most(MOST);
                    guest.run(() -> {
                        Script script = new Script(engine, name, files, countsFuel, guest::budget);
                        failures.addAll(script.run());
                        passed[0] += script.passed();
                    });
                    slept[0] += guest.slept();
                }
            }
        }
        System.out.println("core suite, on memories, hibernated " + slept[0] + " times: " + passed[0]
                + " commands pass, " + failures.size() + " fail");
        assertTrue(slept[0] > 1_000, slept[0] + " times");
        return failures;
    }

    /** Small enough for their safepoints to be few. */
    private static final Map<String, Integer> KERNELS = Map.of("fib", 15, "sha256", 1, "nbody", 100, "qsort", 1,
            "matmul", 1, "vm", 5_000);
    @ParameterizedTest
    @MethodSource("limits")
    void the_kernels_give_what_they_give_undisturbed(CutLimits limits) throws IOException {
        byte[] binary = Files.readAllBytes(Path.of("../bench/src/main/kernels/kernel.wasm"));
        try (Engine engine = engine(limits)) {
            CoreModule module = engine.compile(binary);
            for (boolean fuel : new boolean[]{false, true}) {
                KERNELS.forEach((kernel, size) -> {
                    long expected = run(module, kernel, size, fuel, Guests.budget(), null);
                    Restless guest = new Restless();
                    guest.run(() -> assertEquals(expected,
                            run(module, kernel, size, fuel, guest.budget(), guest), kernel));
                    assertTrue(guest.slept() >= 50, kernel + ": " + guest.slept() + " times");
                });
            }
        }
    }

    private static long run(CoreModule module, String kernel, int size, boolean fuel, Budget budget,
            @Nullable Restless widened) {
        CoreInstance instance = fuel
                ? module.instantiate(List.of(), budget, new Endless())
                : module.instantiate(List.of(), budget);
        if (widened != null) {
            instance.exports().stream().filter(CoreMemory.class::isInstance)
                    .forEach(memory -> widened.widen((CoreMemory) memory));
            widened.most(60, 4_999);
        }
        return Guests.function(instance, kernel).call(size)[0];
    }

    private static final class Endless extends Fuel {
        Endless() {
            super(Long.MAX_VALUE);
        }

        @Override
        protected Unwind exhausted() {
            return new Guests.Killed();
        }
    }
}
