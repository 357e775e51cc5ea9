package dev.wippy.registry.kinds;

import dev.wippy.kernel.Limits;
import dev.wippy.kernel.spi.EntryLimits;
import dev.wippy.kernel.spi.Fields;
import java.util.OptionalLong;

/**
 * The limits of an entry with a binary (SPEC section 4).
 *
 * @param maxCode how many bytes its binary may have
 */
record WasmLimits(Limits limits, long maxCode) {
    static WasmLimits read(Fields fields) {
        return new WasmLimits(
                EntryLimits.read(fields),
                fields.map("limits")
                        .map(block -> block.size("max_code"))
                        .filter(OptionalLong::isPresent)
                        .map(OptionalLong::getAsLong)
                        .orElse(WasmProcessKind.MAX_BINARY));
    }
}
