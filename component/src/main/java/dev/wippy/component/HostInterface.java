package dev.wippy.component;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.bind.JavaInterface;
import dev.wippy.component.types.FunctionType;
import java.util.Optional;

/** What the host offers under the name of a WIT interface, or at the level of the world. */
public interface HostInterface {

    /**
     * The function of that name, if it is offered.
     *
     * @param name as the binary spells it: {@code now}, {@code [method]input-stream.read}
     * @param type what the component that imports it expects
     * @throws ImportMismatchException if it is offered under another type; the message shows both
     */
    Optional<ComponentFunction> function(String name, FunctionType type);

    /**
     * The resource type of that name, if it is offered: the same object each time, also where another interface uses
     * the type.
     */
    Optional<ResourceType> resource(String name);

    /** What a Java object offers. */
    static HostInterface of(JavaInterface implementation) {
        return new JavaHostInterface(implementation);
    }
}
