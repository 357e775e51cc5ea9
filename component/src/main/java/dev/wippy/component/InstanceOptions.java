package dev.wippy.component;

import dev.wippy.engine.Budget;
import dev.wippy.engine.Fuel;
import java.util.Optional;

/**
 * What an instance is made with.
 *
 * @param name names the instance in messages
 * @param imports what the host offers
 * @param missing what a call of an import does that the host does not offer
 * @param budget pays for the instance's memories and tables
 * @param maxHandles how many handles to resources the instance may hold at once
 * @param fuel what the instance's code spends, and the values of its calls; empty for code that does not count
 * @param experimentalTasks whether what WASI 0.3 needs is there: async functions, streams, futures. No process runs with
 *     it, for its threads know nothing of safepoints
 */
public record InstanceOptions(String name, HostImports imports, MissingImport missing, Budget budget, int maxHandles,
        Optional<Fuel> fuel, boolean experimentalTasks) {

    /** The handles that an instance may hold when nothing else is said. */
    public static final int DEFAULT_MAX_HANDLES = 1 << 20;

    /** What an instance without the experimental part is made with. */
    public InstanceOptions(String name, HostImports imports, MissingImport missing, Budget budget, int maxHandles,
            Optional<Fuel> fuel) {
        this(name, imports, missing, budget, maxHandles, fuel, false);
    }

    /** No imports, calls of them trap; memory without a bound. */
    public static InstanceOptions defaults() {
        return new InstanceOptions("component", HostImports.none(), MissingImport.TRAP,
                Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED), DEFAULT_MAX_HANDLES, Optional.empty(), false);
    }

    /** The same with another name. */
    public InstanceOptions named(String name) {
        return new InstanceOptions(name, imports, missing, budget, maxHandles, fuel, experimentalTasks);
    }

    /** The same with other imports. */
    public InstanceOptions withImports(HostImports imports) {
        return new InstanceOptions(name, imports, missing, budget, maxHandles, fuel, experimentalTasks);
    }

    /** The same with another end for calls of imports that are not offered. */
    public InstanceOptions withMissing(MissingImport missing) {
        return new InstanceOptions(name, imports, missing, budget, maxHandles, fuel, experimentalTasks);
    }

    /** The same with another budget. */
    public InstanceOptions withBudget(Budget budget) {
        return new InstanceOptions(name, imports, missing, budget, maxHandles, fuel, experimentalTasks);
    }

    /** The same with another bound on handles. */
    public InstanceOptions withMaxHandles(int maxHandles) {
        return new InstanceOptions(name, imports, missing, budget, maxHandles, fuel, experimentalTasks);
    }

    /** The same with code that counts what it does. */
    public InstanceOptions withFuel(Fuel fuel) {
        return new InstanceOptions(name, imports, missing, budget, maxHandles, Optional.of(fuel), experimentalTasks);
    }

    /** The same with what is experimental of WASI 0.3. */
    public InstanceOptions withExperimentalTasks() {
        return new InstanceOptions(name, imports, missing, budget, maxHandles, fuel, true);
    }
}
