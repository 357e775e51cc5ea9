package dev.wippy.component.bind;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import java.lang.invoke.MethodHandles;
import java.util.Optional;

/** What one Java object offers as a WIT interface: its methods that are marked {@link WitFunction}. */
public final class JavaInterface {

    private JavaInterface() {}

    /** Binds an object of a public class in an exported package. */
    public static JavaInterface of(Object implementation, ReturnAdapter... adapters) {
        return of(implementation, MethodHandles.publicLookup(), adapters);
    }

    /**
     * Binds an object whose methods the lookup may call.
     *
     * @throws BindException if a marked method can't be called, or two bear one name
     */
    public static JavaInterface of(
            Object implementation, MethodHandles.Lookup lookup, ReturnAdapter... adapters) {
        return new JavaInterface();
    }

    /**
     * The function of that name, if a method offers it.
     *
     * @param name as WIT's binary form writes it: {@code now}, {@code [method]input-stream.read}
     * @param type what the component that imports it expects
     * @throws BindException if the method does not fit the type
     */
    public Optional<ComponentFunction> function(String name, FunctionType type) {
        return Optional.empty();
    }

    /** The resource type of that name, if a class marked {@link WitResource} that the methods speak of has it. */
    public Optional<ResourceType> resource(String name) {
        return Optional.empty();
    }
}
