package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.Trap;
import dev.wippy.engine.run.StackProbe;

/**
 * The state of a linear memory of which only the touched part, the <em>window</em>, is an array: the byte at address
 * {@code a} is {@code bytes[a - low]}. An access outside the array is caught, checked against the memory's size, and
 * widens the window.
 *
 * <p>Addresses are {@code int}s and never reach 2^31: a memory has at most 32,767 pages, so that for a negative address
 * {@code a - low} can't wrap into the window.
 */
abstract class MemoryWindow {

    private static final byte[] NONE = {};
    private static final int ROUND = 16 << 10;

    private final MemoryLimits limits;
    private final Budget budget;
    /** The window; whoever holds it takes it anew after anything that may widen it. */
    byte[] bytes = NONE;
    /** The address of the window's first byte. */
    int low;
    private int pages;

    /**
     * A memory with nothing touched yet.
     *
     * @throws BudgetExceededException if its minimum is more than the budget or this engine allows
     */
    MemoryWindow(MemoryLimits limits, Budget budget) {
        this.limits = limits;
        this.budget = budget;
        this.pages = limits.initialPages();
        if (pages > Memory.RUNTIME_MAX_PAGES) {
            throw new BudgetExceededException("a memory of " + pages + " pages is declared; "
                    + Memory.RUNTIME_MAX_PAGES + " is the most that this engine has");
        }
        if (size() > budget.maxBytes()) {
            throw new BudgetExceededException("a memory of " + size() + " bytes is declared; the guest may have "
                    + budget.maxBytes());
        }
    }

    public final CoreExternType.Memory type() {
        return new CoreExternType.Memory(pages, Types.maximum(limits), limits.shared());
    }

    public final long size() {
        return (long) pages << 16;
    }

    public final int pages() {
        return pages;
    }

    public final int initialPages() {
        return limits.initialPages();
    }

    public final int maximumPages() {
        return Math.min(limits.maximumPages(), Memory.RUNTIME_MAX_PAGES);
    }

    public final boolean shared() {
        return limits.shared();
    }

    /** Costs nothing but the check: the new pages are not touched yet. */
    public final int grow(int delta) {
        StackProbe.probe(0);
        long grown = pages + (delta & 0xFFFF_FFFFL);
        if (grown > maximumPages() || grown << 16 > budget.maxBytes()) {
            return -1;
        }
        int before = pages;
        pages = (int) grown;
        return before;
    }

    /**
     * Makes sure that an access is inside the window.
     *
     * @throws Trap if it is not inside the memory
     * @throws BudgetExceededException if there is no room for a window that wide
     */
    final void touch(int address, long length) {
        long from = address & 0xFFFF_FFFFL;
        long to = from + length;
        if (to > size()) {
            throw outOfBounds();
        }
        if (length > 0 && (from < low || to > low + (long) bytes.length)) {
            StackProbe.probe(0);
            widen(from, to);
        }
    }

    private void widen(long from, long to) {
        if (bytes.length == 0) {
            if (!resize(floor(from), ceiling(to))) {
                throw refused(ceiling(to) - floor(from));
            }
            return;
        }
        long high = low + (long) bytes.length;
        long half = bytes.length / 2;
        long roomyLow = from < low ? Math.max(0, Math.min(from, low - half)) : low;
        long roomyHigh = to > high ? Math.max(to, high + half) : high;
        long tightLow = Math.min(low, from);
        long tightHigh = Math.max(high, to);
        if (!resize(floor(roomyLow), ceiling(roomyHigh)) && !resize(floor(tightLow), ceiling(tightHigh))) {
            throw refused(ceiling(tightHigh) - floor(tightLow));
        }
    }

    private boolean resize(long newLow, long newHigh) {
        int length = (int) (newHigh - newLow);
        // While one is copied into the other, both are there.
        if (!budget.takeBytes(length)) {
            return false;
        }
        byte[] wider;
        try {
            wider = new byte[length];
        } catch (OutOfMemoryError e) {
            budget.giveBytes(length);
            throw new BudgetExceededException("the heap has no room for " + length + " bytes of the guest's memory",
                    e);
        }
        if (bytes.length > 0) {
            System.arraycopy(bytes, 0, wider, (int) (low - newLow), bytes.length);
            budget.giveBytes(bytes.length);
        }
        bytes = wider;
        low = (int) newLow;
        return true;
    }

    private BudgetExceededException refused(long needed) {
        return new BudgetExceededException("the guest's memory needs " + needed + " bytes at once; of the "
                + budget.maxBytes() + " that it may have, " + budget.bytes() + " are taken");
    }

    private static long floor(long address) {
        return address & -ROUND;
    }

    /** Rounded up, but never past the memory's end: what the array holds is always inside the memory. */
    private long ceiling(long address) {
        return Math.min((address + ROUND - 1) & -ROUND, size());
    }

    static Trap outOfBounds() {
        return new Trap("out of bounds memory access");
    }
}
