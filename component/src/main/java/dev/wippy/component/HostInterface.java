package dev.wippy.component;

import dev.wippy.component.error.ImportMismatchException;
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

    /**
     * What this offers apart from whose it is, so that a component looks for its imports' names once and not for each
     * instance; empty where each interface is looked through anew.
     */
    default Optional<Shape> shape() {
        return Optional.empty();
    }

    /**
     * What all interfaces of one kind offer: those have equal shapes ({@code equals}) that give equal answers. Safe for
     * use by many threads.
     */
    interface Shape {
        /**
         * What {@link HostInterface#function} finds in each interface of the shape, if it finds something.
         *
         * @throws ImportMismatchException if it is offered under another type; the message shows both
         */
        Optional<Function> function(String name, FunctionType type);

        /** What {@link HostInterface#resource} finds in each interface of the shape, if it finds something. */
        Optional<ResourceType> resource(String name);
    }

    /** A function of all interfaces of one shape. */
    @FunctionalInterface
    interface Function {
        /** The function of one of them. */
        ComponentFunction of(HostInterface one);
    }

    /** What a Java object offers. */
    static HostInterface of(JavaInterface implementation) {
        return new JavaHostInterface(implementation);
    }
}
