package dev.wippy.engine;

/**
 * Counts what a guest does, the same whenever it does the same: one unit for each entry into a function of a module,
 * for each branch taken back to a loop, and for each started 64 bytes of bulk work, of which a table's element is eight
 * bytes. Where that is bounded it counts too how deep functions have called one another. Belongs to one guest, and is
 * used on its thread only.
 */
public abstract class Fuel {
    private final long limit;
    private final long maxStack;
    private long left;
    private int depth;

    /** Fuel for so many units; how deep calls go is for the JVM to bound. */
    protected Fuel(long limit) {
        this(limit, Integer.MAX_VALUE);
    }

    /**
     * Fuel for so many units, with a bound on the stack.
     *
     * @param maxStack bytes that the frames of the functions that have not returned may take: 64 for each, and 8 for each
     *     parameter and local, which is roughly what the JVM's take
     */
    protected Fuel(long limit, long maxStack) {
        this.limit = limit;
        this.maxStack = Math.min(maxStack, Integer.MAX_VALUE);
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

    /** How deep calls are, in bytes. */
    public final int depth() {
        return depth;
    }

    /**
     * A function is entered.
     *
     * @param bytes that its frame takes
     * @return how deep calls were before, for {@link #leave}
     * @throws StackOverflowError if that is too deep, as the JVM throws it when its own stack is full
     */
    public final int enter(int bytes) {
        int before = depth;
        long now = before + (long) bytes;
        if (now > maxStack) {
            throw new StackOverflowError();
        }
        depth = (int) now;
        return before;
    }

    /** A function returns, or has caught what those that it called threw. */
    public final void leave(int before) {
        depth = before;
    }
}
