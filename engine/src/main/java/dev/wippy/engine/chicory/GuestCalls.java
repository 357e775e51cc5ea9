package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.Trap;
import dev.wippy.engine.run.Crossing;

/**
 * What compiled modules call in place of methods of Chicory's {@code Shaded}: a public static method here replaces the
 * one there of the same name and type, see {@link GeneratedClasses}. Public for generated classes only.
 */
public final class GuestCalls {

    private GuestCalls() {}

    /** Called at loop heads and calls: lets the guest be stopped there. */
    public static void checkInterruption() {
        Safepoint.poll();
    }

    /**
     * The effective address, negative when it is 2^31 or more: no memory is that large. Neither a large offset nor an
     * overflowing sum can wrap into the memory.
     */
    public static int getAddr(int base, int offset) {
        return ((base | offset) & Integer.MIN_VALUE) | (base + offset);
    }

    /** A copy between two memories. */
    public static void memoryCopy(int destination, int source, int size, Memory to, Memory from) {
        ((GuestMemory) to).copyFrom((GuestMemory) from, destination, source, size);
    }

    /** A copy inside a memory. */
    public static void memoryCopy(int destination, int source, int size, Memory memory) {
        memory.copy(destination, source, size);
    }

    /** Chicory takes the instance of the target's place in the source table, so its references lose their owner. */
    public static void tableCopy(int to, int from, int size, int toTable, int fromTable, Instance instance) {
        ((GuestTable) instance.table(toTable)).copyFrom((GuestTable) instance.table(fromTable), to, from, size);
    }

    public static void tableFill(int offset, int value, int size, int table, Instance instance) {
        ((GuestTable) instance.table(table)).fill(offset, value, size, instance);
    }

    /**
     * Whether a handler for a tag takes an exception: tags are the same when they are the same object. Chicory compares
     * their types, and only those of imported ones.
     */
    public static boolean exceptionMatches(WasmException exception, int tag, Instance instance) {
        return exception instanceof LinkedException ours
                ? ours.hasTag(instance.tag(tag))
                : exception.instance().tag(exception.tagIdx()) == instance.tag(tag);
    }

    /** Takes the place of the instance's method of that name, see {@link Exceptions}. */
    @OfInstance
    public static int registerException(Instance instance, WasmException exception) {
        return instance.getMachine() instanceof InstanceMachine machine
                ? machine.references().add(exception)
                : instance.registerException(exception);
    }

    /** Takes the place of the instance's method of that name. */
    @OfInstance
    public static WasmException exn(Instance instance, int reference) {
        return instance.getMachine() instanceof InstanceMachine machine
                ? machine.references().get(reference)
                : instance.exn(reference);
    }

    /**
     * Calls a function of another instance that a table holds. Chicory compares the two type indices, which belong to
     * two modules.
     */
    @WithInstance
    public static long[] callIndirect(long[] arguments, int type, int function, Instance callee, Instance caller) {
        if (callee.getMachine() instanceof LinkedMachine linked) {
            if (caller.getMachine() instanceof InstanceMachine machine && linked.hasType(machine.module(), type)) {
                return LinkedMachine.call(linked.function(), arguments, caller);
            }
            throw new ChicoryException("indirect call type mismatch");
        }
        TypeSection calleeTypes = callee.module().typeSection();
        TypeSection callerTypes = caller.module().typeSection();
        int actual = callee.functionType(function);
        boolean matches = calleeTypes == callerTypes
                ? actual == type || ValType.heapTypeSubtype(actual, type, callerTypes)
                : matches(calleeTypes, actual, callerTypes, type);
        if (!matches) {
            throw new ChicoryException("indirect call type mismatch");
        }
        return callee.getMachine().call(function, arguments);
    }

    /** Copies out of a data segment of the caller's; Chicory asks the memory, which several instances may share. */
    @WithInstance
    public static void memoryInit(int destination, int offset, int size, int segment, Memory memory,
            Instance instance) {
        memory.write(destination, instance.dataSegmentData(segment), offset, size);
    }

    /** An element as a reference, which is an index of a function of the instance that has it. */
    public static int tableGet(int index, int table, Instance instance) {
        if (instance.table(table) instanceof LinkedTable linked) {
            if (index < 0 || index >= linked.size()) {
                throw outOfBoundsTable();
            }
            Instance owner = linked.instance(index);
            if (owner != null && owner != instance) {
                throw new Trap(
                        "a function of another instance can be called in this table, but not be taken out of it: "
                                + Crossing.REASON);
            }
        }
        return OpcodeImpl.TABLE_GET(instance, table, index);
    }

    static boolean matches(TypeSection from, int actual, TypeSection to, int expected) {
        int index = actual;
        while (index >= 0) {
            if (TypeSection.crossModuleCanonicallyEquivalent(from, index, to, expected)) {
                return true;
            }
            int[] supertypes = from.getSubType(index).typeIdx();
            index = supertypes.length == 0 ? -1 : supertypes[0];
        }
        return false;
    }

    static RuntimeException outOfBoundsTable() {
        return new WasmRuntimeException("out of bounds table access");
    }
}
