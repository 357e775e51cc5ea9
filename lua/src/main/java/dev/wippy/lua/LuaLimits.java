package dev.wippy.lua;

import dev.wippy.kernel.Limits;
import dev.wippy.kernel.spi.EntryLimits;
import dev.wippy.kernel.spi.Fields;

/** The limits of a script's entry (SPEC section 4). */
final class LuaLimits {
    /** What the state with its libraries needs to begin with. */
    private static final long LEAST_MEMORY = 1 << 20;

    private LuaLimits() {}

    static Limits read(Fields fields) {
        Limits limits = EntryLimits.read(fields);
        if (limits.maxMemory() < LEAST_MEMORY) {
            fields.map("limits").ifPresent(block -> block.problem("max_memory", "a script needs 1MiB at least"));
        }
        return limits;
    }
}
