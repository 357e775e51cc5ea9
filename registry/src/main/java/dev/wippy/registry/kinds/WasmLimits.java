package dev.wippy.registry.kinds;

import dev.wippy.kernel.Limits;
import dev.wippy.kernel.spi.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The limits of an entry (SPEC section 4).
 *
 * @param maxCode how many bytes its binary may have
 */
record WasmLimits(Limits limits, long maxCode) {
    static WasmLimits read(Fields fields) {
        Limits limits = Limits.defaults();
        Optional<Fields> block = fields.map("limits");
        if (block.isEmpty()) {
            return new WasmLimits(limits, WasmProcessKind.MAX_BINARY);
        }
        Fields given = block.get();
        OptionalLong millis = given.integer("max_execution_ms");
        if (millis.isPresent() && millis.getAsLong() < 0) {
            given.problem("max_execution_ms", "limits.max_execution_ms cannot be negative");
        } else if (millis.isPresent() && millis.getAsLong() > 0) {
            limits = limits.withMaxExecution(Duration.ofMillis(millis.getAsLong()));
        }
        OptionalLong memory = given.size("max_memory");
        if (memory.isPresent()) {
            limits = limits.withMaxMemory(memory.getAsLong());
        }
        long handles = count(given, "max_handles", limits.maxHandles(), Integer.MAX_VALUE);
        long elements = count(given, "max_table_elements", limits.maxTableElements(), Long.MAX_VALUE);
        OptionalLong code = given.size("max_code");
        OptionalLong fuel = given.integer("max_fuel");
        if (fuel.isPresent()) {
            limits = limits.withMaxFuel(count(given, "max_fuel", 0, Long.MAX_VALUE));
        }
        OptionalLong output = given.size("max_output");
        if (output.isPresent()) {
            limits = limits.withMaxOutput(output.getAsLong());
        }
        OptionalLong stack = given.size("max_stack");
        if (stack.isPresent()) {
            limits = limits.withMaxStack(stack.getAsLong());
        }
        return new WasmLimits(
                limits.withMaxHandles((int) handles).withMaxTableElements(elements),
                code.orElse(WasmProcessKind.MAX_BINARY));
    }

    private static long count(Fields limits, String field, long otherwise, long most) {
        OptionalLong count = limits.integer(field);
        if (count.isPresent() && (count.getAsLong() < 0 || count.getAsLong() > most)) {
            limits.problem(field, "must be from 0 to " + most + ", and not " + count.getAsLong());
            return otherwise;
        }
        return count.orElse(otherwise);
    }
}
