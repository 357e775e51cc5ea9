package dev.wippy.engine;

import java.util.List;

/**
 * A compiled core module, shared by threads and instances.
 *
 * <p>Imports and exports are linked by their index in the binary, never by comparing names.
 */
public interface CoreModule {

    /** The sha256 of the module's bytes, in lower-case hex. */
    String digest();

    /** The imports, in the order of the binary. */
    List<CoreImport> imports();

    /** The exports, in the order of the binary. */
    List<CoreExport> exports();

    /**
     * Makes an instance and runs its start function, on the calling thread.
     *
     * @param imports what each of {@link #imports()} is bound to, in that order
     * @param budget pays for the instance's memories and tables
     * @throws LinkException if an import does not have the type that the module asks for
     * @throws Trap if a segment is out of bounds, or the start function traps
     * @throws BudgetExceededException if the budget does not cover a declared minimum
     */
    CoreInstance instantiate(List<CoreExtern> imports, Budget budget);

    /**
     * As {@link #instantiate(List, Budget)}, with code that counts what it does.
     *
     * @param fuel what the instance spends
     * @throws UnsupportedModuleException if the module is one that the engine cannot count for
     */
    default CoreInstance instantiate(List<CoreExtern> imports, Budget budget, Fuel fuel) {
        throw new UnsupportedModuleException(
                "this module's code counts neither fuel (limits.max_fuel) nor how deep it calls (limits.max_stack)");
    }

    /**
     * An import of a module.
     *
     * @param module the first of its two names
     * @param name the second of its two names
     * @param type what it has to be
     */
    record CoreImport(String module, String name, CoreExternType type) {}

    /**
     * An export of a module.
     *
     * @param name its name
     * @param type what it is
     */
    record CoreExport(String name, CoreExternType type) {}
}
