package dev.wippy.component.abi;

import dev.wippy.engine.Trap;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handles of one component instance (CanonicalABI.md, <em>Table State</em>): index 0 is never one, an index that is
 * free again is the next to be used.
 */
final class HandleTable {

    /** The specification's bound; that of the tree is lower. */
    private static final int MAX_LENGTH = (1 << 28) - 1;

    private final String instance;
    private final InstanceTree tree;
    private @Nullable Object[] handles = new Object[8];
    private int length = 1;
    private int[] free = new int[8];
    private int freeCount;

    HandleTable(String instance, InstanceTree tree) {
        this.instance = instance;
        this.tree = tree;
    }

    int add(ResourceType type, Object representation, @Nullable LiftLowerContext borrowScope) {
        return add(new Handle(type, representation, borrowScope, tree.next()));
    }

    /** The same for what is no resource: a waitable, a set of them, an error context. */
    int add(Object handle) {
        if (!tree.takeHandle()) {
            throw new Trap("too many handles: component instance " + instance + " asks for one more " + handle
                    + ", and has the " + tree.maxHandles() + " that it may have at once (max_handles)");
        }
        int index;
        if (freeCount > 0) {
            index = free[--freeCount];
        } else {
            index = length;
            if (index > MAX_LENGTH) {
                tree.giveHandle();
                throw new Trap("too many handles: the table of component instance " + instance + " is full");
            }
            if (length == handles.length) {
                handles = Arrays.copyOf(handles, length * 2);
            }
            length++;
        }
        handles[index] = handle;
        return index;
    }

    /** The handle of that index and type, or a trap. */
    Handle get(int index, ResourceType expected) {
        Object found = Integer.compareUnsigned(index, length) < 0 ? handles[index] : null;
        if (found == null) {
            throw new Trap("unknown handle index " + Integer.toUnsignedString(index) + ": component instance "
                    + instance + " has no such handle, where one of " + expected + " is expected");
        }
        if (!(found instanceof Handle handle)) {
            throw wrong(index, describe(expected), found);
        }
        if (handle.type != expected) {
            throw new Trap("handle index " + index + " used with the wrong type, expected " + describe(expected)
                    + " but found " + (describe(expected).equals(describe(handle.type)) ? "a different " : "")
                    + describe(handle.type) + " (" + expected + ", " + handle.type + ")");
        }
        return handle;
    }

    /** What is no resource, of that index and kind, or a trap. */
    <T> T get(int index, Class<T> kind, String expected) {
        Object found = Integer.compareUnsigned(index, length) < 0 ? handles[index] : null;
        if (found == null) {
            throw new Trap("unknown handle index " + Integer.toUnsignedString(index) + ": component instance "
                    + instance + " has no such handle, where a " + expected + " is expected");
        }
        if (!kind.isInstance(found)) {
            throw wrong(index, expected, found);
        }
        return kind.cast(found);
    }

    /** The same, taken out. */
    <T> T remove(int index, Class<T> kind, String expected) {
        T found = get(index, kind, expected);
        remove(index);
        return found;
    }

    private static Trap wrong(int index, String expected, Object found) {
        return new Trap("handle index " + index + " used with the wrong type, expected " + expected + " but found "
                + found);
    }

    /** Takes out an owned handle, to pass it on: {@code lift_own}. */
    Handle removeOwned(int index, ResourceType expected) {
        Handle handle = get(index, expected);
        if (handle.lends != 0) {
            throw lent(index, handle);
        }
        if (!handle.owned()) {
            throw new Trap("handle index " + index + " is " + handle + ", expected own<" + expected
                    + ">: what is borrowed can't be passed on as own");
        }
        remove(index);
        return handle;
    }

    /** Takes out a handle of either kind, to drop it. */
    Handle removeForDrop(int index, ResourceType expected) {
        Handle handle = get(index, expected);
        if (handle.lends != 0) {
            throw lent(index, handle);
        }
        remove(index);
        return handle;
    }

    private static Trap lent(int index, Handle handle) {
        return new Trap("cannot remove owned resource while borrowed: handle index " + index + ", " + handle
                + ", is lent to a call that is not over");
    }

    private void remove(int index) {
        handles[index] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = index;
        tree.giveHandle();
    }

    /** Shows all handles, and forgets them. */
    void drain(Consumer<Handle> consumer) {
        for (int i = 1; i < length; i++) {
            Object found = handles[i];
            if (found != null) {
                if (found instanceof Handle handle) {
                    consumer.accept(handle);
                }
                tree.giveHandle();
            }
        }
        handles = new Object[1];
        length = 1;
        freeCount = 0;
    }

    private static String describe(ResourceType type) {
        return type.definedBy() == null ? "host resource" : "guest-defined resource";
    }
}
