package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lifting and lowering one call's values needs (CanonicalABI.md, <em>Lifting and Lowering Context</em>), with what
 * the specification keeps in the call's task or subtask.
 */
final class LiftLowerContext {

    /** The specification's bound for a string and for a list. */
    static final int MAX_BYTE_LENGTH = (1 << 28) - 1;

    /**
     * Strings and lists of one call may share memory, and each copy of theirs costs heap: a page of pointers to one
     * string would be terabytes. What does not overlap is never more than the memory; this much more may be shared.
     */
    private static final long SHARED_BYTES = 16L << 20;

    private static final int PIECE = 1 << 16;

    /** What the budget is asked for at a time, so that the many small calls do not ask. */
    private static final int NOT_ASKED = 1 << 16;

    private final String function;
    private final InstanceState state;
    private final CanonicalOptions options;
    private final @Nullable StringEncoding source;
    private @Nullable List<Handle> lenders;
    private @Nullable List<Resource> moved;
    private long lifted;
    private long kept;
    private long paid;

    /** How many forms of a list there will be: the host makes others of what it is returned. */
    int forms = 1;

    /** Handles that the callee was lent and has not dropped: {@code num_borrows}. */
    int borrows;

    /**
     * @param function names the function in messages
     * @param source how the strings to be lowered were kept where they come from; null when the host made them
     */
    LiftLowerContext(
            String function, InstanceState state, CanonicalOptions options, @Nullable StringEncoding source) {
        this.function = function;
        this.state = state;
        this.options = options;
        this.source = source;
    }

    String function() {
        return function;
    }

    InstanceState state() {
        return state;
    }

    StringEncoding encoding() {
        return options.encoding();
    }

    /** How strings to be lowered were kept; the host's are taken to be as the guest wants them. */
    StringEncoding source() {
        return source == null ? options.encoding() : source;
    }

    CoreMemory memory() {
        CoreMemory memory = options.memory();
        if (memory == null) {
            throw new IllegalStateException(function + " was bound without the memory that its type needs");
        }
        return memory;
    }

    /** Calls the guest's realloc; the pointer is aligned and in bounds. */
    long reallocate(long old, long oldLength, int alignment, long length) {
        CoreFunction realloc = options.realloc();
        if (realloc == null) {
            throw new IllegalStateException(function + " was bound without the realloc that its type needs");
        }
        state.spendFor(Math.max(length - oldLength, 0));
        state.mayLeave = false;
        long[] context = state.takeContext();
        long pointer = Integer.toUnsignedLong((int) realloc.call(old, oldLength, alignment, length)[0]);
        state.giveContext(context);
        state.mayLeave = true;
        if ((pointer & (alignment - 1)) != 0) {
            throw new Trap("realloc return: result not aligned: 0x" + Long.toHexString(pointer)
                    + " for an alignment of " + alignment + ", for a value of " + function);
        }
        if (pointer + length > memory().size()) {
            throw new Trap("realloc return: beyond end of memory: " + length + " bytes at 0x"
                    + Long.toHexString(pointer) + " of " + memory().size() + ", for a value of " + function);
        }
        return pointer;
    }

    long allocate(int alignment, long length) {
        return reallocate(0, 0, alignment, length);
    }

    /** Traps unless a pointer that the guest gave is aligned, and the bytes behind it are in its memory. */
    void check(String what, long pointer, int alignment, long length) {
        if ((pointer & (alignment - 1)) != 0) {
            throw new Trap("unaligned pointer: " + what + " of " + function + " at 0x" + Long.toHexString(pointer)
                    + ", for an alignment of " + alignment);
        }
        if (pointer + length > memory().size()) {
            throw new Trap(what + " pointer/length out of bounds of memory: " + length + " bytes at 0x"
                    + Long.toHexString(pointer) + " of " + memory().size() + ", in a value of " + function);
        }
    }

    /**
     * The same for what is lifted as a copy of {@code length} bytes, which has bounds of its own.
     *
     * @param heap about how many bytes of the heap it takes
     */
    void checkLifted(String what, long pointer, int alignment, long length, long heap) {
        if (length > MAX_BYTE_LENGTH) {
            throw new Trap(what + " too long: " + length + " bytes in a value of " + function + ", of at most "
                    + MAX_BYTE_LENGTH);
        }
        check(what, pointer, alignment, length);
        state.spendFor(length);
        lifted += length;
        if (lifted > memory().size() + SHARED_BYTES) {
            throw new Trap("the values of " + function
                    + " are too large: strings and lists that overlap in a memory of "
                    + memory().size() + " bytes add up to more than " + lifted);
        }
        kept += heap;
        if (kept - paid > NOT_ASKED) {
            Budget budget = state.values();
            if (!budget.takeBytes(kept - paid)) {
                throw new BudgetExceededException("the values of " + function + " need " + kept
                        + " bytes of the heap at once; those of all calls may have " + budget.maxBytes());
            }
            paid = kept;
        }
    }

    /** The call is over, and its values are not kept any more. */
    void end() {
        if (paid > 0) {
            state.values().giveBytes(paid);
            paid = 0;
        }
    }

    /** Copies bytes of the guest's that are known to be in bounds. */
    byte[] read(long address, int length) {
        byte[] bytes = new byte[length];
        CoreMemory memory = memory();
        for (int at = 0; at < length; at += PIECE) {
            Safepoint.poll();
            memory.read(address + at, bytes, at, Math.min(PIECE, length - at));
        }
        return bytes;
    }

    /** Copies bytes to where they are known to be in bounds. */
    void write(long address, byte[] bytes) {
        CoreMemory memory = memory();
        for (int at = 0; at < bytes.length; at += PIECE) {
            Safepoint.poll();
            memory.write(address + at, bytes, at, Math.min(PIECE, bytes.length - at));
        }
    }

    /** {@code lift_own}. */
    Resource moveOut(int index, ResourceType type) {
        Handle handle = state.handles().removeOwned(index, type);
        Resource resource = new Resource(type, handle.representation);
        if (type.definedBy() == null) {
            if (moved == null) {
                moved = new ArrayList<>();
            }
            moved.add(resource);
        }
        return resource;
    }

    /** {@code lift_borrow}. */
    Resource lend(int index, ResourceType type) {
        Handle handle = state.handles().get(index, type);
        handle.lends++;
        if (lenders == null) {
            lenders = new ArrayList<>();
        }
        lenders.add(handle);
        return new Resource(type, handle.representation);
    }

    /** The end of a call that handles were lent to: {@code deliver_resolve}. */
    void endLoans() {
        if (lenders != null) {
            for (Handle handle : lenders) {
                handle.lends--;
            }
            lenders = null;
        }
    }

    /** Gives what was moved out back to the instance, to be dropped with it, as nobody else came to own it. */
    void adoptMoved(Throwable failure) {
        if (moved != null) {
            for (Resource resource : moved) {
                adopt(resource, failure);
            }
            moved = null;
        }
    }

    /** Says that what was moved out has an owner. */
    <T> T takeMoved(T arguments) {
        moved = null;
        return arguments;
    }

    /** Leaves a resource that found no owner to the instance. */
    void adopt(Resource resource, Throwable failure) {
        try {
            state.adopt(resource);
        } catch (RuntimeException | Error e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }

    /** The host gave a value that is not of the type: our fault or the embedder's, never the guest's. */
    IllegalStateException mismatch(ValueType type, String lifted, @Nullable Object value) {
        String found = value == null ? "null" : (value.getClass().getName() + " " + brief(value)).strip();
        return new IllegalStateException(
                function + ": a value of type " + type.brief() + " has to be " + lifted + ", not " + found);
    }

    private static String brief(Object value) {
        String text = value instanceof Number || value instanceof String || value instanceof CaseValue
                || value instanceof Boolean ? value.toString() : "";
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
