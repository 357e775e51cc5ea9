package dev.wippy.component.types;

import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreModule.CoreImport;
import java.util.List;
import java.util.Optional;

/**
 * The type of a core module.
 *
 * @param declared what a component declares of a module that it imports; empty for one that it defines itself, whose
 *     imports and exports are known when an engine has compiled it
 */
public record ModuleType(Optional<Declared> declared) {

    /**
     * A module's imports and exports.
     *
     * @param imports in order
     * @param exports in order, with names that differ
     */
    public record Declared(List<CoreImport> imports, List<CoreExport> exports) {
        public Declared {
            imports = List.copyOf(imports);
            exports = List.copyOf(exports);
        }
    }
}
