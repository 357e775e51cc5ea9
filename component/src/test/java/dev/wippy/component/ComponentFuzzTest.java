package dev.wippy.component;

import dev.wippy.component.error.ComponentException;
import dev.wippy.component.error.ComponentFormatException;
import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.error.UnsupportedComponentException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Hostile bytes for parser, validator and printer: whatever they are, nothing comes of them but a component or one of our
 * exceptions. {@code JAZZER_FUZZ=1} makes {@code parse} look for more on its own; otherwise it runs what was saved.
 */
class ComponentFuzzTest {
    private static final List<String> SEEDS = List.of("nested", "versions", "counters", "attributes", "given-component",
            "imported-module", "mixed", "nameless", "async");
    private static final int MUTATIONS = 4_000;

    @FuzzTest(maxDuration = "1m")
    void parse(byte[] bytes) {
        read(bytes);
    }

    private static String read(byte[] bytes) {
        try {
            Component component = Component.parse(bytes);
            component.functions();
            component.wit();
            component.coreModules();
            return "valid";
        } catch (ComponentException refused) {
            return refused.getClass().getSimpleName();
        }
    }

    @Test
    void bytes_that_are_cut_flipped_and_moved_are_refused_by_our_exceptions_only() {
        Random random = new Random(7);
        var seen = new TreeMap<String, Integer>();
        for (String seed : SEEDS) {
            byte[] original = TestGuests.bytes(seed);
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutated = Mutations.of(original, random);
                try {
                    seen.merge(read(mutated), 1, Integer::sum);
                } catch (RuntimeException | StackOverflowError failure) {
                    throw new AssertionError(seed + " number " + i + ": " + failure + "\n"
                            + java.util.HexFormat.of().formatHex(mutated), failure);
                }
            }
        }
        // All ends are reached, so that the mutations are neither too tame nor too wild.
        Assertions.assertEquals(
                List.of("ComponentFormatException", "InvalidComponentException", "UnsupportedComponentException",
                        "valid"),
                List.copyOf(seen.keySet()));
    }
}
