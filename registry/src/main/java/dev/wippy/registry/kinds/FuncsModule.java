package dev.wippy.registry.kinds;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.List;

/**
 * What {@code imports: [funcs]} enables: calls of function entries. So far only scripts can make them, and its interface
 * is known by name only: an entry may declare it and runs until it makes a call, which ends it with an error that says so.
 */
public final class FuncsModule implements ImportModule {

    @Override
    public String name() {
        return "funcs";
    }

    @Override
    public List<String> aliases() {
        return List.of("wippy:runtime/funcs");
    }

    @Override
    public List<String> interfaces() {
        return List.of("wippy:runtime/funcs@0.1.0");
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        // Nothing is bound: a call says that this version does not have it.
    }
}
