package dev.wippy.lua;

import dev.wippy.kernel.Limits;
import dev.wippy.kernel.spi.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The limits of a script's entry (SPEC section 4). */
final class LuaLimits {
    /** What the state with its libraries needs to begin with. */
    private static final long LEAST_MEMORY = 1 << 20;

    private static final List<String> UNSUPPORTED = List.of("max_fuel", "max_stack", "max_output");

    private LuaLimits() {}

    static Limits read(Fields fields) {
        Limits limits = Limits.defaults();
        Optional<Fields> block = fields.map("limits");
        if (block.isEmpty()) {
            return limits;
        }
        Fields given = block.get();
        OptionalLong millis = given.integer("max_execution_ms");
        if (millis.isPresent() && millis.getAsLong() < 0) {
            given.problem("max_execution_ms", "limits.max_execution_ms cannot be negative");
        } else if (millis.isPresent() && millis.getAsLong() > 0) {
            limits = limits.withMaxExecution(Duration.ofMillis(millis.getAsLong()));
        }
        OptionalLong memory = given.size("max_memory");
        if (memory.isPresent() && memory.getAsLong() < LEAST_MEMORY) {
            given.problem("max_memory", "a script needs 1MiB at least");
        } else if (memory.isPresent()) {
            limits = limits.withMaxMemory(memory.getAsLong());
        }
        for (String field : UNSUPPORTED) {
            if (given.data(field).isPresent()) {
                given.problem(field, "limits." + field + " is not supported yet");
            }
        }
        return limits;
    }
}
