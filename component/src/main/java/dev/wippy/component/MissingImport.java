package dev.wippy.component;

import dev.wippy.engine.Trap;

/** What happens when a component calls a function that the host does not offer. */
@FunctionalInterface
public interface MissingImport {

    /** Traps. */
    MissingImport TRAP = (interfaceName, function) -> {};

    /**
     * Called in place of the function, on the guest's thread. Throws what ends the guest; when it returns, the call is
     * a {@link Trap} that names the import.
     *
     * @param interfaceName the interface as the component spells it, with its version; empty for a function at the level
     *     of the world
     * @param function the function's name, as the component spells it
     */
    void called(String interfaceName, String function);
}
