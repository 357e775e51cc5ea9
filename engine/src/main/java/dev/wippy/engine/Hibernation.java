package dev.wippy.engine;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memories of one guest, to whoever runs it: it says while nobody uses them, so that they may be <em>hibernated</em>,
 * which is to keep only what differs from what they began with. A memory that sleeps is made whole again by {@link #wake},
 * or by the first access to it, on the guest's own thread, with a {@link Safepoint} after each 64 KiB.
 *
 * <p>The guest is always in one of five states:
 *
 * <pre>
 *            park                hibernate                    commit
 *   RUNNING ------&gt; PARKED ------------------&gt; HIBERNATING ----------&gt; COMMITTING ----&gt; ASLEEP
 *      ^---- unpark ---'------- unpark: it is given up ----'                 unpark ------'
 * </pre>
 *
 * Hibernating only reads the memories, so that a guest that wakes meanwhile waits for nothing: what was read is thrown
 * away. COMMITTING lasts for a few writes, and is waited for.
 *
 * <p>{@link #park}, {@link #unpark} and {@link #close} are the guest's own thread's; {@link #hibernate} may be called from
 * any other.
 */
public final class Hibernation {
    /** What can be hibernated: a memory. */
    public interface Part {
        /**
         * The compact form, made without changing anything, while nobody uses the part.
         *
         * @param wanted asked after each 64 KiB; false: it is given up
         * @return null if it is given up, or would not be smaller
         */
        @Nullable
        Object compact(BooleanSupplier wanted);

        /** Keeps that form from now on, and nothing else. */
        void sleep(Object compact);

        /** Makes it whole, if it sleeps. */
        void wake();

        /** The bytes that it keeps while it sleeps; 0 if it does not sleep. */
        long asleep();

        /** The guest is gone: keeps nothing any more. */
        void free();
    }

    private static final int RUNNING = 0;
    private static final int PARKED = 1;
    private static final int HIBERNATING = 2;
    private static final int COMMITTING = 3;
    private static final int ASLEEP = 4;

    private static final Part[] NONE = {};

    private final AtomicInteger state = new AtomicInteger(RUNNING);
    private Part[] parts = NONE;
    private long since;

    /** The hibernation of a guest whose memories this budget pays for, and will be told of. */
    public static Hibernation of(Budget budget) {
        return budget.hibernation();
    }

    Hibernation() {}

    /** Adds a memory that was made; on the guest's own thread. */
    public void add(Part part) {
        Part[] more = Arrays.copyOf(parts, parts.length + 1);
        more[parts.length] = part;
        parts = more;
    }

    /** Whether there is nothing to hibernate. */
    public boolean isEmpty() {
        return parts.length == 0;
    }

    // The guest's own thread

    /**
     * Nobody uses the memories from here on.
     *
     * @param now what {@link #parkedSince} is to tell
     */
    public void park(long now) {
        since = now;
        state.set(PARKED);
    }

    /**
     * They are about to be used. Those that sleep do so until they are, or {@link #wake} is called.
     *
     * @return whether they were hibernated
     */
    public boolean unpark() {
        while (true) {
            int now = state.get();
            if (now == COMMITTING) {
                Thread.onSpinWait();
            } else if (state.compareAndSet(now, RUNNING)) {
                return now == ASLEEP;
            }
        }
    }

    /**
     * Makes those that sleep whole, with a safepoint after each 64 KiB.
     *
     * @throws BudgetExceededException if there is no room for them any more; they go on sleeping
     */
    public void wake() {
        for (Part part : parts) {
            part.wake();
        }
    }

    /** The guest is gone, and its memories keep nothing any more. */
    public void close() {
        unpark();
        for (Part part : parts) {
            part.free();
        }
        parts = NONE;
    }

    // Others

    /** Whether nobody uses the memories, and they have not been hibernated since. */
    public boolean isParked() {
        return state.get() == PARKED;
    }

    /** Whether they have been hibernated, as far as that made them smaller. */
    public boolean isAsleep() {
        return state.get() == ASLEEP;
    }

    /** When it was parked last, as {@link #park} was told. To be trusted where {@link #isParked} is true after. */
    public long parkedSince() {
        return since;
    }

    /**
     * Hibernates the memories of a guest that is parked.
     *
     * @return whether they sleep; false if the guest was not parked, or woke meanwhile
     */
    public boolean hibernate() {
        if (!state.compareAndSet(PARKED, HIBERNATING)) {
            return false;
        }
        Part[] all = parts;
        @Nullable
        Object[] forms = new @Nullable Object[all.length];
        try {
            for (int i = 0; i < all.length; i++) {
                forms[i] = all[i].compact(this::isWanted);
            }
        } catch (OutOfMemoryError e) {
            // Nothing has changed yet. It is not tried again before the guest has run.
            Arrays.fill(forms, null);
        }
        if (!state.compareAndSet(HIBERNATING, COMMITTING)) {
            return false;
        }
        for (int i = 0; i < all.length; i++) {
            if (forms[i] != null) {
                all[i].sleep(Objects.requireNonNull(forms[i]));
            }
        }
        state.set(ASLEEP);
        return true;
    }

    private boolean isWanted() {
        return state.get() == HIBERNATING;
    }

    /** The bytes that the memories that sleep keep. */
    public long bytesAsleep() {
        long sum = 0;
        for (Part part : parts) {
            sum += part.asleep();
        }
        return sum;
    }
}
