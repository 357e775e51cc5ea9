package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import dev.wippy.engine.run.Table;
import dev.wippy.engine.run.Tables;
import dev.wippy.engine.run.WasmFunction;
import org.jspecify.annotations.Nullable;

/**
 * An instance's view of a table that instances of both engines may have: its elements are functions as objects, or the
 * host's references. In Chicory a function is an instance and an index.
 */
final class LinkedTable extends GuestTable {

    private final Table table;
    private final ValType element;
    private final boolean functions;

    LinkedTable(Table table, ValType element) {
        super(new com.dylibso.chicory.wasm.types.Table(element, new TableLimits(0, 0)), Value.REF_NULL_VALUE);
        this.table = table;
        this.element = element;
        this.functions = !table.elementType().name().equals("extern");
    }

    Table table() {
        return table;
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public ValType elementType() {
        return element;
    }

    @Override
    public TableLimits limits() {
        return new TableLimits(table.size(), table.type().maximum().orElse(TableLimits.LIMIT_MAX));
    }

    @Override
    public int ref(int index) {
        if (index < 0 || index >= table.size()) {
            throw new com.dylibso.chicory.wasm.ChicoryException("undefined element");
        }
        return switch (table.get(index)) {
            case null -> Value.REF_NULL_VALUE;
            case Long reference -> (int) (long) reference;
            case WasmFunction function when function.foreign().orElse(null) instanceof GuestFunction guest ->
                guest.index();
            default -> LinkedMachine.INDEX;
        };
    }

    @Override
    public int requiredRef(int index) {
        int reference = ref(index);
        if (reference == Value.REF_NULL_VALUE) {
            throw new com.dylibso.chicory.wasm.ChicoryException("uninitialized element " + index);
        }
        return reference;
    }

    @Override
    public @Nullable Instance instance(int index) {
        if (table.get(index) instanceof WasmFunction function) {
            return function.foreign().orElse(null) instanceof GuestFunction guest
                    ? guest.owner().instance()
                    : LinkedMachine.instance(function);
        }
        return null;
    }

    @Override
    public void setRef(int index, int value, @Nullable Instance instance) {
        if (index < 0 || index >= table.size()) {
            throw GuestCalls.outOfBoundsTable();
        }
        table.set(index, object(value, instance));
    }

    @Override
    public int grow(int size, int value, @Nullable Instance instance) {
        return table.grow(size, object(value, instance));
    }

    @Override
    void fill(int offset, int value, int count, Instance instance) {
        Tables.fill(offset, object(value, instance), count, table);
    }

    @Override
    void copyFrom(GuestTable from, int to, int source, int count) {
        if (from instanceof LinkedTable linked) {
            Tables.copy(to, source, count, table, linked.table);
        } else {
            super.copyFrom(from, to, source, count);
        }
    }

    private @Nullable Object object(int value, @Nullable Instance instance) {
        if (value == Value.REF_NULL_VALUE) {
            return null;
        } else if (!functions) {
            return (long) value;
        }
        return switch (instance == null ? null : instance.getMachine()) {
            case InstanceMachine machine -> machine.object(value);
            case LinkedMachine machine -> machine.function();
            case null, default -> throw new IllegalStateException("a function reference without its instance");
        };
    }
}
