package dev.wippy.engine.run;

import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.read.ModuleDefinition;
import java.util.AbstractList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;

/**
 * The exports of an instance, each found when it is first asked for: a library exports thousands of functions, and each
 * that is a value is an object of a class of its own.
 */
final class ExportList extends AbstractList<CoreExtern> implements RandomAccess {
    private final ModuleDefinition module;
    private final ModuleInstance instance;

    ExportList(ModuleDefinition module, ModuleInstance instance) {
        this.module = module;
        this.instance = instance;
    }

    @Override
    public CoreExtern get(int index) {
        // The same object each time: the instance keeps what it makes.
        return instance.item(module.exports().get(index));
    }

    @Override
    public int size() {
        return module.exports().size();
    }

    Optional<CoreExtern> find(String name) {
        OptionalInt index = module.exportIndex(name);
        return index.isPresent() ? Optional.of(get(index.getAsInt())) : Optional.empty();
    }
}
