package dev.wippy.engine.run;

import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.Hibernation;
import dev.wippy.engine.InitialImage;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.Trap;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A linear memory of which only the touched part, the <em>window</em>, is an array: the byte at address {@code a} is
 * {@code bytes[a - low]}. An access outside the array is caught, checked against the memory's size, and widens the
 * window: a guest with a stack below its data has an array of a few KiB and not of megabytes. Where the window reaches the
 * memory's end and that grows by little, it gets room for more at once, so that what is allocated page by page is not
 * copied as often: the array may be longer than the memory, and {@code end} is what accesses are compared with.
 *
 * <p>A loop without calls keeps array, low and end in locals, for the JIT to keep in registers: it {@linkplain #take
 * takes} them before it begins, and asks at its head whether they {@linkplain #isMoved moved}. What such a loop touches
 * outside of the window is put <em>beside</em> it ({@link Annex}), so that its array remains the memory's; whatever
 * looks at more than the window, or moves it, first {@linkplain #settle makes one of both}.
 *
 * <p>A memory that sleeps has no window, so that the first access finds it so, and makes it whole (see
 * {@link Hibernation}).
 *
 * <p>A memory has at most 32,767 pages, so that no address of 2^31 or more can be in it. The one class for all
 * memories: mixing several spoils the type profile that the JIT works from. Public for generated classes only.
 */
public final class LinearMemory extends HostAccess implements Hibernation.Part {
    /** The pages that a memory has at most here. */
    public static final int MAX_PAGES = 32_767;

    private static final int ROUND = 4 << 10;

    private final OptionalLong maximum;
    private final boolean shared;
    private final Budget budget;
    private final MemoryTemplate template;
    /** What it began with, if that is not what its module has it begin with. */
    private @Nullable MemoryImage given;
    private final @Nullable LearnedWindow learned;
    /** Whether it starts small, for {@link LearnedWindow} to learn from. */
    private final boolean sampled;
    /** What it is while it sleeps. */
    private @Nullable CompactMemory compact;
    /** What is beside the window. */
    private @Nullable Annex annex;
    /** The window, as long as loops that keep it need not take it anew. */
    private byte @Nullable [] held = NONE;
    /** The memory's size in bytes. */
    int end;
    private int pages;

    /**
     * A memory with nothing touched yet.
     *
     * @param shared what its type says of threads
     * @param template what is known of other instances' memories
     * @throws BudgetExceededException if its minimum is more than the budget or this engine allows
     */
    public LinearMemory(long minimum, OptionalLong maximum, boolean shared, Budget budget, MemoryTemplate template) {
        this.maximum = maximum;
        this.shared = shared;
        this.budget = budget;
        this.template = template;
        learned = template.window;
        sampled = learned != null && learned.samples();
        if (minimum > MAX_PAGES) {
            throw new BudgetExceededException("a memory of " + minimum + " pages is declared; " + MAX_PAGES
                    + " is the most that this engine has");
        }
        pages = (int) minimum;
        end = pages << 16;
        if (size() > budget.maxBytes()) {
            throw new BudgetExceededException("a memory of " + size() + " bytes is declared; the guest may have "
                    + budget.maxBytes());
        }
        if (!shared) {
            budget.add(this);
        }
    }

    @Override
    public CoreExternType.Memory type() {
        return new CoreExternType.Memory(pages, maximum, shared);
    }

    @Override
    public long size() {
        return (long) pages << 16;
    }

    /** The present size in pages of 64 KiB. */
    public int pages() {
        return pages;
    }

    /** The new pages are not touched yet: they cost nothing as long as they are many. Returns the pages before, or -1. */
    public int grow(int delta) {
        StackProbe.probe(0);
        long grown = pages + Integer.toUnsignedLong(delta);
        if (grown > Math.min(maximum.orElse(MAX_PAGES), MAX_PAGES) || grown << 16 > budget.maxBytes()) {
            return -1;
        }
        int before = pages;
        pages = (int) grown;
        end = pages << 16;
        reserve((long) before << 16);
        return before;
    }

    /** Here rather than at the first access: code that has never seen one outside of the window is better code. */
    private void reserve(long before) {
        if (annex != null) {
            settle();
        }
        long high = low + (long) bytes.length;
        long half = bytes.length / 2;
        if (bytes.length == 0 || high < before || high >= size() || size() - high > half) {
            return;
        }
        long most = Math.min(Math.min(maximum.orElse(MAX_PAGES), MAX_PAGES) << 16, budget.maxBytes());
        long newHigh = Math.min(high + half, most);
        if (newHigh - low <= budget.maxBytes() - budget.bytes()) {
            try {
                boolean _ = resize(low, newHigh);
            } catch (BudgetExceededException _) {
                // The heap has no room for both arrays now; the first access finds what there is then.
                return;
            }
        }
    }

    /**
     * The index into the window of an access that was outside of it.
     *
     * @throws Trap if it is outside of the memory
     */
    int reach(int address, int offset, int length) {
        long from = Integer.toUnsignedLong(address) + Integer.toUnsignedLong(offset);
        touch(from, length);
        return (int) from - low;
    }

    /**
     * Makes sure that bytes are inside the window.
     *
     * @throws Trap if they are not inside the memory
     * @throws BudgetExceededException if there is no room for a window that wide
     */
    @Override
    public void touch(long from, long length) {
        check(from, length);
        long to = from + length;
        if (length > 0 && (from < low || to > low + (long) bytes.length)) {
            StackProbe.probe(0);
            settle();
            if (from < low || to > low + (long) bytes.length) {
                widen(from, to);
            }
        }
    }

    /** Zeros bytes inside the memory: those in the window, as others are zero. */
    void clear(long from, long to) {
        settle();
        int start = (int) (Math.max(from, low) - low);
        int end = (int) (Math.min(to, low + (long) bytes.length) - low);
        if (start < end) {
            Arrays.fill(bytes, start, end, (byte) 0);
        }
    }

    /** Whether bytes are inside the memory. */
    void check(long from, long length) {
        long to = from + length;
        if (from < 0 || length < 0 || to > size() || to < from) {
            throw Traps.outOfBoundsMemory();
        }
    }

    /** By half its length or to the access, whichever is more; to the access alone where the budget ends. */
    private void widen(long from, long to) {
        if (bytes.length == 0) {
            begin(floor(from), ceiling(to));
            return;
        }
        long high = low + (long) bytes.length;
        long half = bytes.length / 2;
        long roomyLow = from < low ? Math.max(0, Math.min(from, low - half)) : low;
        long roomyHigh = to > high ? Math.max(to, high + half) : high;
        long tightLow = Math.min(low, from);
        long tightHigh = Math.max(high, to);
        // A window that has room past the memory's end keeps it.
        long roomiest = Math.max(high, ceiling(roomyHigh));
        long tightest = Math.max(high, ceiling(tightHigh));
        if (!resize(floor(roomyLow), roomiest) && !resize(floor(tightLow), tightest)) {
            throw refused(tightest - floor(tightLow));
        }
    }

    /** The first window: what others reached as well, where that is learned and there is room. */
    private void begin(long from, long to) {
        LearnedWindow.Range others = learned == null || sampled ? LearnedWindow.NOTHING : learned.median();
        long high = Math.min(others.high(), size());
        if (high > others.low() && from - others.low() <= LearnedWindow.MOST && high - to <= LearnedWindow.MOST
                && resize(Math.min(from, others.low()), Math.max(to, high))) {
            return;
        }
        if (!resize(from, to)) {
            throw refused(to - from);
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
            wider = allocate(length);
        } catch (BudgetExceededException refused) {
            budget.giveBytes(length);
            throw refused;
        }
        if (bytes.length > 0) {
            System.arraycopy(bytes, 0, wider, (int) (low - newLow), bytes.length);
            budget.giveBytes(bytes.length);
        }
        bytes = wider;
        low = (int) newLow;
        held = wider;
        return true;
    }

    private static byte[] allocate(int length) {
        try {
            return new byte[length];
        } catch (OutOfMemoryError e) {
            throw new BudgetExceededException("the heap has no room for " + length + " bytes of the guest's memory",
                    e);
        }
    }

    private BudgetExceededException refused(long needed) {
        return new BudgetExceededException("the guest's memory needs " + needed + " bytes at once; of the "
                + budget.maxBytes() + " that it may have, " + budget.bytes() + " are taken");
    }

    private static long floor(long address) {
        return address & -ROUND;
    }

    /** Rounded up, but not past the memory's end. */
    private long ceiling(long address) {
        return Math.min((address + ROUND - 1) & -ROUND, size());
    }

    /** The window is the image's, however wide it was: one that is learned is of what others came to, and not of this. */
    @Override
    public void become(InitialImage initial) {
        MemoryImage image = (MemoryImage) initial;
        if (image.size() > size()) {
            throw new IllegalArgumentException(
                    "a memory of " + size() + " bytes can't become one of " + image.size());
        }
        settle();
        budget.giveBytes(bytes.length);
        bytes = NONE;
        low = 0;
        held = NONE;
        given = image;
        if (image.high() > image.low()) {
            long from = floor(image.low());
            long to = ceiling(image.high());
            if (!resize(from, to)) {
                throw refused(to - from);
            }
            image.write(low, bytes.length, bytes, 0);
        }
    }

    private MemoryImage image() {
        MemoryImage own = given;
        return own == null ? template.image() : own;
    }

    // Loops that keep the window in locals

    /** The window's array, which a loop keeps. */
    public byte[] window() {
        return bytes;
    }

    /** The address of the window's first byte. */
    public int low() {
        return low;
    }

    /** The memory's size in bytes. */
    public int end() {
        return end;
    }

    /** Makes the window one that a loop can keep: called before it takes it. */
    public void take() {
        if (held != bytes) {
            settle();
        }
    }

    /** A safepoint at the head of such a loop; whether the loop has to take the window anew. */
    public boolean isMoved(byte[] window) {
        Safepoint.poll();
        return held != window;
    }

    /** Makes the memory whole, and one of the window and what is beside it. */
    private void settle() {
        wake();
        Annex beside = annex;
        if (beside != null) {
            if (bytes.length > 0) {
                System.arraycopy(bytes, 0, beside.bytes(), low - beside.low(), bytes.length);
            }
            bytes = beside.bytes();
            low = beside.low();
            annex = null;
        }
        held = bytes;
    }

    /** What a loop loads that is not, or not all of it, in the window that it keeps. */
    long loadBeside(int address, int offset, int length) {
        long from = Integer.toUnsignedLong(address) + Integer.toUnsignedLong(offset);
        return beside(from, length).load(from, length, bytes, low);
    }

    /** The same for a store. */
    void storeBeside(int address, int offset, int length, long value) {
        long from = Integer.toUnsignedLong(address) + Integer.toUnsignedLong(offset);
        beside(from, length).store(from, length, value, bytes, low);
    }

    /**
     * Widens the window as {@link #touch} does, but into the annex. The budget stops paying for the window itself, which is
     * gone by the loop's next round.
     */
    private Annex beside(long from, int length) {
        check(from, length);
        Annex present = annex;
        if (present != null && present.covers(from, length)) {
            return present;
        }
        StackProbe.probe(0);
        byte[] window = bytes;
        int windowLow = low;
        if (present != null) {
            bytes = present.bytes();
            low = present.low();
        }
        try {
            widen(from, from + length);
            Annex wider = new Annex(bytes, low);
            annex = wider;
            return wider;
        } finally {
            bytes = window;
            low = windowLow;
            held = null;
        }
    }

    // Hibernation

    @Override
    public @Nullable Object compact(BooleanSupplier wanted) {
        // May change meanwhile, if the guest wakes: what comes of that is thrown away, but is not to fail.
        byte[] window = bytes;
        return window.length == 0 || annex != null ? null : CompactMemory.of(window, low, image(), wanted);
    }

    @Override
    public void sleep(Object form) {
        CompactMemory sleeping = (CompactMemory) form;
        compact = sleeping;
        bytes = NONE;
        low = 0;
        held = null;
        budget.lend(sleeping.spared());
    }

    @Override
    public long asleep() {
        CompactMemory sleeping = compact;
        return sleeping == null ? 0 : sleeping.size();
    }

    /** Whatever ends the guest meanwhile leaves it asleep as before. */
    @Override
    public void wake() {
        CompactMemory sleeping = compact;
        if (sleeping == null) {
            return;
        }
        if (!budget.reclaim(sleeping.spared())) {
            throw new BudgetExceededException("the guest slept, and there is no room any more for the "
                    + sleeping.length + " bytes of its memory");
        }
        boolean awake = false;
        try {
            byte[] whole = allocate(sleeping.length);
            sleeping.writeTo(whole, image());
            bytes = whole;
            low = sleeping.low;
            held = whole;
            compact = null;
            awake = true;
        } finally {
            if (!awake) {
                budget.lend(sleeping.spared());
            }
        }
    }

    @Override
    public void free() {
        if (learned != null && sampled && bytes.length > 0) {
            learned.add(low, low + bytes.length);
        }
        pages = 0;
        end = 0;
        bytes = NONE;
        low = 0;
        held = NONE;
        annex = null;
        compact = null;
    }
}
