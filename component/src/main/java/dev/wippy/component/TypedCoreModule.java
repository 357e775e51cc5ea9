package dev.wippy.component;

import dev.wippy.component.abi.CanonicalOptions;
import dev.wippy.component.abi.CanonicalPlan;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.InstanceState;
import dev.wippy.component.abi.StringEncoding;
import dev.wippy.component.types.FunctionType;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Fuel;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A core module whose functions have WIT types; made by {@link CoreInterface#of}. Immutable, shared by threads. */
public final class TypedCoreModule {
    private final CoreModule module;
    private final Map<String, Function> functions;

    /** A function that fits the core function that is exported so. */
    record Function(String export, FunctionType type, CanonicalPlan plan, boolean hasPostReturn) {}

    TypedCoreModule(CoreModule module, Map<String, Function> functions) {
        this.module = module;
        this.functions = functions;
    }

    /** The module. */
    public CoreModule module() {
        return module;
    }

    /** The names of the functions. */
    public Set<String> names() {
        return Collections.unmodifiableSet(functions.keySet());
    }

    /** The type of a function, if the interface has it. */
    public Optional<FunctionType> type(String name) {
        return Optional.ofNullable(functions.get(name)).map(Function::type);
    }

    /**
     * A function of an instance, to be called with lifted values. A call that traps leaves it poisoned: each later call
     * is a trap.
     *
     * @param instance of {@link #module}
     * @param budget beside it, values are paid for while a call lasts
     * @throws IllegalArgumentException if the interface has no such function
     */
    public ComponentFunction function(String name, CoreInstance instance, Budget budget) {
        return function(name, instance, budget, Optional.empty());
    }

    /**
     * The same for an instance that counts fuel.
     *
     * @param fuel what values that cross cost
     */
    public ComponentFunction function(String name, CoreInstance instance, Budget budget, Optional<Fuel> fuel) {
        Function function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("no function \"" + name + "\"; there are " + functions.keySet());
        }
        CanonicalPlan plan = function.plan();
        CanonicalOptions options = new CanonicalOptions(StringEncoding.UTF8,
                plan.liftNeedsMemory() ? (CoreMemory) instance.export(CoreInterface.MEMORY).orElseThrow() : null,
                plan.liftNeedsRealloc() ? core(instance, CoreInterface.REALLOC) : null,
                function.hasPostReturn() ? core(instance, CoreInterface.POST_RETURN + function.export()) : null);
        return plan.lift(name, core(instance, function.export()), options, new InstanceState(name, 0, 0, budget
                .beside(), fuel.orElse(null)));
    }

    private static CoreFunction core(CoreInstance instance, String name) {
        return (CoreFunction) instance.export(name).orElseThrow();
    }
}
