package dev.wippy.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes and table elements a guest may take; a budget may stand inside a larger one, which pays too. Safe for
 * use by many threads.
 */
public final class Budget {

    /** No bound but the heap's. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    private final @Nullable Budget parent;
    private final long maxBytes;
    private final long maxTableElements;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong tableElements = new AtomicLong();
    /** Of {@link #bytes}: what the larger budget has back meanwhile. */
    private final AtomicLong lent = new AtomicLong();
    private volatile boolean refused;
    private long pressure = UNBOUNDED;
    private Runnable underPressure = () -> {};
    private @Nullable Hibernation hibernation;

    private Budget(@Nullable Budget parent, long maxBytes, long maxTableElements) {
        this.parent = parent;
        this.maxBytes = maxBytes;
        this.maxTableElements = maxTableElements;
    }

    /** A budget of its own. */
    public static Budget of(long maxBytes, long maxTableElements) {
        return new Budget(null, maxBytes, maxTableElements);
    }

    /** A budget inside this one. */
    public Budget within(long maxBytes, long maxTableElements) {
        return new Budget(this, maxBytes, maxTableElements);
    }

    /**
     * A second budget for bytes, of the same bound and paid by the same larger one: what a guest makes the host keep is
     * not to be missing where its own memory grows.
     */
    public Budget beside() {
        return new Budget(parent, maxBytes, 0);
    }

    /**
     * This budget, with somebody who is told whenever bytes are taken and more than so many are; on the taker's thread, so
     * it has to be short. Set before the budget is used.
     */
    public Budget whenAbove(long most, Runnable told) {
        pressure = most;
        underPressure = told;
        return this;
    }

    /** The memories that are made from now on, made when first asked for, on the guest's own thread. */
    Hibernation hibernation() {
        Hibernation known = hibernation;
        if (known == null) {
            known = new Hibernation();
            hibernation = known;
        }
        return known;
    }

    /** Tells a new memory to whoever hibernates the guest's, if anybody does. */
    public void add(Hibernation.Part memory) {
        Hibernation known = hibernation;
        if (known != null) {
            known.add(memory);
        }
    }

    /** Takes bytes, or none of them. */
    public boolean takeBytes(long count) {
        if (!take(bytes, count, maxBytes)) {
            refused = true;
            return false;
        }
        if (parent != null && !parent.takeBytes(count)) {
            bytes.addAndGet(-count);
            refused = true;
            return false;
        }
        if (bytes.get() > pressure) {
            underPressure.run();
        }
        return true;
    }

    /**
     * Gives bytes that were taken to the larger budget, for others, until {@link #reclaim}. Here they go on counting: what
     * others make this guest keep meanwhile does not take what it needs to wake.
     */
    public void lend(long count) {
        lent.addAndGet(count);
        if (parent != null) {
            parent.giveBytes(count);
        }
    }

    /** Takes back bytes that were lent, or none of them. */
    public boolean reclaim(long count) {
        if (parent != null && !parent.takeBytes(count)) {
            refused = true;
            return false;
        }
        lent.addAndGet(-count);
        return true;
    }

    /** The bytes that are lent now. */
    public long lent() {
        return lent.get();
    }

    /** Gives back bytes that were taken. */
    public void giveBytes(long count) {
        bytes.addAndGet(-count);
        if (parent != null) {
            parent.giveBytes(count);
        }
    }

    /** Takes table elements, or none of them. */
    public boolean takeTableElements(long count) {
        return take(tableElements, count, maxTableElements);
    }

    /** The bytes that are taken now. */
    public long bytes() {
        return bytes.get();
    }

    /** The bytes that may be taken. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Whether bytes were ever refused, which the end of a guest that ran into it tells. */
    public boolean refused() {
        return refused;
    }

    /** Gives back all that is taken; called once, when the guest is gone. */
    public void close() {
        if (hibernation != null) {
            hibernation.close();
        }
        long rest = bytes.getAndSet(0) - lent.getAndSet(0);
        if (parent != null) {
            parent.giveBytes(rest);
        }
        tableElements.set(0);
    }

    private static boolean take(AtomicLong taken, long count, long most) {
        while (true) {
            long now = taken.get();
            if (count > most - now) {
                return false;
            }
            if (taken.compareAndSet(now, now + count)) {
                return true;
            }
        }
    }
}
