package dev.wippy.engine.read;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;

/**
 * Hostile bytes for reader and validator: nothing comes of them but a module or one of our exceptions, in an allocation
 * that the bytes bound. {@code JAZZER_FUZZ=1} makes it look for more on its own; otherwise it runs what was saved.
 */
class ModuleFuzzTest {
    /** What tables of opcodes and the like take once. */
    private static final long ANYWAY = 32L << 20;
    /** What a byte of a module may cost: a declaration of one is an object of some words. */
    private static final long PER_BYTE = 4_096;

    @FuzzTest(maxDuration = "1m")
    void read(byte[] bytes) {
        // What is loaded, and instrumented, at the first time that something is read is not the bytes' doing.
        attempt(bytes);
        long before = Allocation.bytes();
        attempt(bytes);
        assertTrue(Allocation.bytes() - before < ANYWAY + PER_BYTE * bytes.length);
    }

    private static void attempt(byte[] bytes) {
        try {
            ModuleValidator.read(bytes);
        } catch (InvalidModuleException | UnsupportedModuleException _) {
            // Refused in our words.
        }
    }
}
