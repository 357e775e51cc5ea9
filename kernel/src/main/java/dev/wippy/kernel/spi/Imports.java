package dev.wippy.kernel.spi;

import java.lang.invoke.MethodHandles;

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
}
