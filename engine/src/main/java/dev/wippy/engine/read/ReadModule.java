package dev.wippy.engine.read;

import java.util.List;

/** What {@link ModuleValidator#read} makes of the bytes of a module. */
public sealed interface ReadModule {

    /**
     * A module that is valid in all its parts, and uses nothing but what the generator knows.
     *
     * @param module the module
     * @param facts of each of {@link ModuleDefinition#bodies()}, in that order
     */
    record Valid(ModuleDefinition module, List<FunctionFacts> facts) implements ReadModule {
        public Valid {
            facts = List.copyOf(facts);
        }
    }

    /**
     * A module that needs another engine. It was read only up to the first use of that feature, so that it may be
     * invalid all the same, and need more: the other engine has to validate it.
     *
     * @param feature what it needs
     * @param where the place of its use, in words
     */
    record NeedsOther(Feature feature, String where) implements ReadModule {}
}
