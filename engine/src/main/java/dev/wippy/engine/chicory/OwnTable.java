package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.run.StackProbe;
import dev.wippy.engine.run.Untranslatable;

/**
 * A table of references that our own engine does not have, with limits of its own: Chicory's grow changes those of the
 * module, for all of its instances.
 */
final class OwnTable extends GuestTable implements Untranslatable {

    private final Budget budget;

    private OwnTable(Table table, int initial, Budget budget) {
        super(table, initial);
        this.budget = budget;
    }

    static OwnTable create(Table table, int initial, Budget budget) {
        TableLimits limits = table.limits();
        if (!budget.takeTableElements(limits.min())) {
            throw new BudgetExceededException(
                    "a table of " + limits.min() + " elements is declared; the guest may not have as many");
        }
        return new OwnTable(new Table(table.elementType(),
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
}
