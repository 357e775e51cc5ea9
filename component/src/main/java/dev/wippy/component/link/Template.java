package dev.wippy.component.link;

import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.abi.InstanceState;
import dev.wippy.engine.Budget;
import dev.wippy.engine.Fuel;
import org.jspecify.annotations.Nullable;

/** A component that is ready to be instantiated; immutable, shared by threads. */
public final class Template {
    private final ComponentPlan plan;

    Template(ComponentPlan plan) {
        this.plan = plan;
    }

    /**
     * An instance.
     *
     * @param state what the canonical ABI keeps of it
     * @param exports its items in the order of the component's exports: a {@code ComponentFunction}, an instance's items
     *     as an {@code Object[]}, a {@code ResourceType}, or anything for another type
     */
    public record Instance(InstanceState state, Object[] exports) {}

    /**
     * Makes an instance, on the calling thread, which runs the start functions of its core modules.
     *
     * @param name names the instance in messages
     * @param arguments the imports in the order of the component's, in the form of {@link Instance#exports}
     * @param budget pays for memories and tables; {@linkplain Budget#beside beside} it, values are paid for
     * @param maxHandles how many handles the instance and those nested in it may have at once
     * @param fuel what its code spends; null for code that does not count
     * @param tasks whether it is made with what is experimental of 0.3
     * @throws UnsupportedComponentException if the component needs what this linker refuses by name, such as WASI 0.3
     */
    public Instance instantiate(String name, Object[] arguments, Budget budget, int maxHandles,
            @Nullable Fuel fuel, boolean tasks) {
        Instantiation.check(plan, tasks);
        InstanceState state = tasks
                ? InstanceState.withTasks(name, plan.slots(), maxHandles, budget.beside(), fuel)
                : new InstanceState(name, plan.slots(), maxHandles, budget.beside(), fuel);
        try {
            return new Instance(state, new Instantiation(budget, fuel, tasks).instantiate(plan, null, state,
                    arguments));
        } catch (Throwable failure) {
            close(state, failure);
            throw failure;
        }
    }

    private static void close(InstanceState state, Throwable failure) {
        try {
            state.close();
        } catch (Throwable more) {
            if (more != failure) {
                failure.addSuppressed(more);
            }
        }
    }
}
