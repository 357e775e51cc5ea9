package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.run.StackProbe;

/** A table, with limits of its own: Chicory's grow changes those of the module, for all of its instances. */
final class GuestTable extends TableInstance implements CoreExtern {

    private static final int PIECE = 4096;

    private final Budget budget;

    private GuestTable(Table table, int initial, Budget budget) {
        super(table, initial);
        this.budget = budget;
    }

    static GuestTable create(Table table, int initial, Budget budget) {
        TableLimits limits = table.limits();
        if (!budget.takeTableElements(limits.min())) {
            throw new BudgetExceededException(
                    "a table of " + limits.min() + " elements is declared; the guest may not have as many");
        }
        return new GuestTable(new Table(table.elementType(),
                new TableLimits(limits.min(), limits.max(), limits.shared()), table.initialize()), initial, budget);
    }

    @Override
    public CoreExternType type() {
        return new CoreExternType.Table(Types.type(elementType()), size(), Types.maximum(limits()));
    }

    @Override
    public int grow(int size, int value, Instance instance) {
        StackProbe.probe(0);
        if (size < 0 || size > limits().max() - size() || !budget.takeTableElements(size)) {
            return -1;
        }
        return super.grow(size, value, instance);
    }

    void fill(int offset, int value, int count, Instance instance) {
        checkBounds(offset, count);
        for (int i = 0; i < count; i++) {
            setRef(offset + i, value, instance);
            pollAt(i);
        }
    }

    void copyFrom(GuestTable from, int to, int source, int count) {
        from.checkBounds(source, count);
        checkBounds(to, count);
        boolean backwards = to > source;
        for (int i = 0; i < count; i++) {
            int at = backwards ? count - 1 - i : i;
            setRef(to + at, from.ref(source + at), from.instance(source + at));
            pollAt(i);
        }
    }

    private static void pollAt(int i) {
        if (i % PIECE == PIECE - 1) {
            Safepoint.poll();
        }
    }

    private void checkBounds(int from, int count) {
        if ((from & 0xFFFF_FFFFL) + (count & 0xFFFF_FFFFL) > size()) {
            throw GuestCalls.outOfBoundsTable();
        }
    }
}
