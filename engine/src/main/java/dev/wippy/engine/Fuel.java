package dev.wippy.engine;

/**
 * Counts what a guest does, the same whenever it does the same: one unit for each entry into a function of a module,
 * for each branch taken back to a loop, and for each started 64 bytes of bulk work, of which a table's element is eight
 * bytes. Belongs to one guest, and is used on its thread only.
 */
public abstract class Fuel {
    private final long limit;
    private long left;

    /** Fuel for so many units. */
    protected Fuel(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** What is thrown through the guest when a unit more than the limit is asked for. */
    protected abstract Unwind exhausted();

    /** The units that are spent; never more than the limit. */
    public final long spent() {
        return limit - Math.max(left, 0);
    }

    /** Spends units. */
    public final void spend(long units) {
        left -= units;
        if (left < 0) {
            throw exhausted();
        }
    }
}
