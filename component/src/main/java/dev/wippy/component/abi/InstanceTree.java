package dev.wippy.component.abi;

import dev.wippy.component.concurrent.Store;
import dev.wippy.engine.Budget;
import dev.wippy.engine.Fuel;
import org.jspecify.annotations.Nullable;

/**
 * What the instances that came from one instantiation by the host have in common: what the specification calls their
 * store, for all that a trap tears down.
 */
final class InstanceTree {

    /** Pays for the values that the host keeps of a call while it lasts. */
    final Budget values;

    /** What its code spends, and the values of its calls; null where nothing is counted. */
    final @Nullable Fuel fuel;

    /** Its threads, where it has tasks (0.3); null where all calls are synchronous. */
    final @Nullable Store store;

    private final int maxHandles;
    private int handles;
    private long created;

    /** Why no code of the tree runs any more; null while it does. */
    @Nullable
    String ended;

    /** Who is in the tree; null while nobody is. */
    @Nullable
    Thread thread;

    boolean closed;

    InstanceTree(int maxHandles, Budget values, @Nullable Fuel fuel, @Nullable Store store) {
        this.store = store;
        this.fuel = fuel;
        this.maxHandles = maxHandles;
        this.values = values;
    }

    /** Whether there is room for one handle more, which is then taken. */
    boolean takeHandle() {
        if (handles >= maxHandles) {
            return false;
        }
        handles++;
        return true;
    }

    void giveHandle() {
        handles--;
    }

    int maxHandles() {
        return maxHandles;
    }

    /** Numbers the handles of the tree in the order of their creation. */
    long next() {
        return created++;
    }
}
