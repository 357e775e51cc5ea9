package dev.wippy.component;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.bind.BindException;
import dev.wippy.component.bind.JavaInterface;
import dev.wippy.component.types.FunctionType;
import java.util.Optional;

/** A Java object as an interface. */
record JavaHostInterface(JavaInterface implementation) implements HostInterface {

    @Override
    public Optional<ComponentFunction> function(String name, FunctionType type) {
        try {
            return implementation.function(name, type);
        } catch (BindException mismatch) {
            throw new ImportMismatchException(String.valueOf(mismatch.getMessage()));
        }
    }

    @Override
    public Optional<ResourceType> resource(String name) {
        return implementation.resource(name);
    }
}
