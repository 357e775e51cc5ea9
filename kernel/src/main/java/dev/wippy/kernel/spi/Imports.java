package dev.wippy.kernel.spi;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Optional;

/** Where an {@link ImportModule} puts what it offers to a process. */
public interface Imports {

    /**
     * Offers the functions and resources of an interface. A guest built for another version on the same compatible track
     * gets them too.
     *
     * @param name of the interface, with its version, such as {@code acme:greeter/api@1.0.0}
     * @param implementation an object of a public class in an exported package; see
     *     {@code dev.wippy.component.bind.WitFunction}
     */
    default void bind(String name, Object implementation) {
        bind(name, implementation, MethodHandles.publicLookup());
    }

    /**
     * The same for a class that is not public.
     *
     * @param lookup has access to the class
     */
    void bind(String name, Object implementation, MethodHandles.Lookup lookup);

    /**
     * Offers functions to core modules, which import each by two names.
     *
     * @param module the first of the two names
     * @param functions by the second
     */
    default void bindCore(String module, Map<String, CoreHostFunction> functions) {}

    /**
     * What the process's entry sets for the module that is being linked, such as the map of
     * {@code imports: [{acme:greeter: {greeting: Hello}}]}; its variables are resolved.
     */
    default Optional<Node> settings() {
        return Optional.empty();
    }
}
