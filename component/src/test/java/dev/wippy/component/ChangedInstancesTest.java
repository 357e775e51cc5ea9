package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.error.ComponentException;
import dev.wippy.engine.Budget;
import dev.wippy.engine.Engine;
import dev.wippy.engine.EngineException;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.Trap;
import dev.wippy.engine.Unwind;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Components that were changed, linked, instantiated and called, with and without the experimental tasks: nothing comes of
 * it but answers and our exceptions, and no more is allocated than was allowed.
 */
class ChangedInstancesTest {
    private static final List<String> SEEDS = List.of("nested", "versions", "counters", "attributes", "given-component",
            "imported-module", "mixed", "nameless", "async");
    private static final int MUTATIONS = 150;
    private static final int BYTES = 16 << 20;
    private static final int TABLE_ELEMENTS = 100_000;
    private static final int FUEL = 200_000;
    /** What parsing, compiling, linking and running one may allocate: twice its budget and the engine's own. */
    private static final long ALLOCATED = 256L << 20;

    /** Ends a guest that runs for long. */
    private static final class Spent extends Unwind {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("the fuel is spent");
        }
    }

    @Test
    void changed_components_link_and_run_or_end_with_our_exceptions_only() {
        Random random = new Random(12);
        var seen = new TreeMap<String, Integer>();
        for (String seed : SEEDS) {
            byte[] original = TestGuests.bytes(seed);
            try (Engine engine = Engine.builder().build()) {
                for (int i = 0; i < MUTATIONS; i++) {
                    byte[] mutated = Mutations.of(original, random);
                    try {
                        seen.merge(run(engine, mutated, i % 2 == 0), 1, Integer::sum);
                    } catch (RuntimeException | Error failure) {
                        throw new AssertionError(seed + " number " + i + ": " + failure + "\n"
                                + java.util.HexFormat.of().formatHex(mutated), failure);
                    }
                }
            }
        }
        assertTrue(seen.keySet().containsAll(Set.of("InvalidComponentException", "runs")), seen::toString);
    }

    private static String run(Engine engine, byte[] bytes, boolean tasks) {
        long before = Allocation.bytes();
        String end = end(engine, bytes, tasks);
        long allocated = Allocation.bytes() - before;
        assertTrue(allocated < ALLOCATED, () -> allocated + " bytes were allocated");
        return end;
    }

    /** How a component ends, that is linked, instantiated and called. */
    static String end(Engine engine, byte[] bytes, boolean tasks) {
        try {
            CompiledComponent compiled = Component.parse(bytes).compile(engine);
            InstanceOptions options = InstanceOptions.defaults().withBudget(Budget.of(BYTES, TABLE_ELEMENTS))
                    .withMaxHandles(1000)
                    .withFuel(fuel());
            if (tasks) {
                options = options.withExperimentalTasks();
            }
            ComponentInstance instance = compiled.instantiate(options);
            try {
                for (ExportedFunction each : compiled.component().functions()) {
                    if (each.type().parameters().isEmpty() && !instance.poisoned()) {
                        call(instance, each);
                    }
                }
            } finally {
                instance.close();
            }
            return "runs";
        } catch (ComponentException | EngineException | Spent refused) {
            return refused.getClass().getSimpleName();
        }
    }

    private static void call(ComponentInstance instance, ExportedFunction function) {
        try {
            instance.call(function);
        } catch (Trap | Spent ended) {
            assertTrue(instance.poisoned());
        }
    }

    private static Fuel fuel() {
        return new Fuel(FUEL) {
            @Override
            protected Unwind exhausted() {
                return new Spent();
            }
        };
    }
}
