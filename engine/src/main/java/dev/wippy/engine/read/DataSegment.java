package dev.wippy.engine.read;

import java.util.Optional;

/**
 * A data segment (section 2.5.8): a slice of the module's bytes.
 *
 * @param memory the memory that an active segment is copied to, else 0
 * @param address where in that memory an active segment begins; a segment without is passive, for {@code memory.init}
 * @param offset of its bytes in {@link ModuleDefinition#bytes()}
 * @param length of them
 */
public record DataSegment(int memory, Optional<ConstantExpression> address, int offset, int length) {

    /** Whether it is copied to its memory when the module is instantiated, and then dropped. */
    public boolean isActive() {
        return address.isPresent();
    }
}
