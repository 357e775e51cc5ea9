package dev.wippy.component;

import dev.wippy.component.error.ImportMismatchException;
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
        return new JavaShape(implementation.shape()).function(name, type).map(found -> found.of(this));
    }

    @Override
    public Optional<ResourceType> resource(String name) {
        return implementation.resource(name);
    }

    @Override
    public Optional<Shape> shape() {
        return Optional.of(new JavaShape(implementation.shape()));
    }

    /** What objects of one class offer. */
    private record JavaShape(JavaInterface.Shape of) implements Shape {
        @Override
        public Optional<Function> function(String name, FunctionType type) {
            try {
                return of.function(name, type)
                        .map(found -> one -> found.of(((JavaHostInterface) one).implementation()));
            } catch (BindException mismatch) {
                throw new ImportMismatchException(String.valueOf(mismatch.getMessage()));
            }
        }

        @Override
        public Optional<ResourceType> resource(String name) {
            return of.resource(name);
        }
    }
}
