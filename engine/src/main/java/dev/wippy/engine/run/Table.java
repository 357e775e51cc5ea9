package dev.wippy.engine.run;

import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreTable;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Trap;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A table. Functions that a segment put there become objects when they are first used: at the start of a large program
 * some hundred of thousands are. Until then the element is the instance that the function is of, of which a table may
 * have many (modules that link dynamically share one), and its index is in {@code pending}. Public for generated classes.
 */
public final class Table implements CoreTable {
    /** The elements that a table has at most here: an array's length. */
    private static final long MAX = Integer.MAX_VALUE - 8;
    private static final int[] NONE = {};

    private final CoreType element;
    private final ValueType elementType;
    private final OptionalLong maximum;
    private final Budget budget;
    /** As long as the table, or longer; what is behind its end is null. */
    @Nullable
    Object[] elements;
    private int[] pending = NONE;
    private int size;

    /**
     * A table of nulls.
     *
     * @throws BudgetExceededException if the budget does not cover its minimum
     */
    public Table(CoreExternType.Table type, ValueType elementType, Budget budget) {
        this.element = type.element();
        this.elementType = elementType;
        this.maximum = type.maximum();
        this.budget = budget;
        if (type.minimum() > MAX || !budget.takeTableElements(type.minimum())) {
            throw new BudgetExceededException(
                    "a table of " + type.minimum() + " elements is declared; the guest may not have as many");
        }
        size = (int) type.minimum();
        elements = new @Nullable Object[size];
    }

    @Override
    public CoreExternType.Table type() {
        return new CoreExternType.Table(element, size, maximum);
    }

    @Override
    public Optional<CoreFunction> function(int index) {
        return Integer.compareUnsigned(index, size) < 0 && get(index) instanceof CoreFunction function
                ? Optional.of(function)
                : Optional.empty();
    }

    /** The type of its elements, comparable across modules. */
    public ValueType elementType() {
        return elementType;
    }

    /** The elements that it has now. */
    public int size() {
        return size;
    }

    /** The element at an index below the size. */
    public @Nullable Object get(int index) {
        Object present = elements[index];
        return present instanceof ModuleInstance owner ? resolve(index, owner) : present;
    }

    private Object resolve(int index, ModuleInstance owner) {
        WasmFunction function = owner.function(pending[index]);
        elements[index] = function;
        return function;
    }

    /** Sets the element at an index below the size. */
    public void set(int index, @Nullable Object value) {
        elements[index] = value;
    }

    /** Puts a function of an instance at an index, which becomes an object when it is used. */
    void setPending(int index, ModuleInstance owner, int function) {
        if (index >= pending.length) {
            pending = Arrays.copyOf(pending, size);
        }
        elements[index] = owner;
        pending[index] = function;
    }

    /** The function to call at an index. */
    WasmFunction callee(int index) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw new Trap("undefined element");
        }
        Object found = get(index);
        if (found == null) {
            throw new Trap("uninitialized element " + index);
        }
        return (WasmFunction) found;
    }

    /** The size before, or -1. */
    public int grow(int delta, @Nullable Object value) {
        StackProbe.probe(0);
        long grown = size + Integer.toUnsignedLong(delta);
        if (grown > Math.min(maximum.orElse(MAX), MAX) || !budget.takeTableElements(grown - size)) {
            return -1;
        }
        int before = size;
        if (grown > elements.length) {
            try {
                elements = Arrays.copyOf(elements, (int) Math.min(MAX, Math.max(grown, elements.length * 3L / 2)));
            } catch (OutOfMemoryError e) {
                // The budget's bound is not the heap's: the specification lets any grow fail.
                return -1;
            }
        }
        size = (int) grown;
        Arrays.fill(elements, before, size, value);
        return before;
    }

    /** Whether a range is inside of the table; sizes are unsigned. */
    public void check(int from, int count) {
        if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(count) > size) {
            throw Traps.outOfBoundsTable();
        }
    }
}
