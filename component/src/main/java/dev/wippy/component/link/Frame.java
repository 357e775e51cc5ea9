package dev.wippy.component.link;

import dev.wippy.component.abi.InstanceState;
import org.jspecify.annotations.Nullable;

/**
 * A component instance under construction: its items by register.
 *
 * <p>An item is a {@code ComponentFunction}, an instance's items as an {@code Object[]} in the order of its type, a
 * {@link ComponentValue}, a {@code CoreModule}, a core item, or a core instance: its exports as a
 * {@code List<CoreExtern>}, or a {@code CoreInstance} where its exports are found by name.
 */
final class Frame {
    final @Nullable Frame outer;
    final InstanceState state;
    final Object[] registers;

    Frame(@Nullable Frame outer, InstanceState state, int registers) {
        this.outer = outer;
        this.state = state;
        this.registers = new Object[registers];
    }
}
