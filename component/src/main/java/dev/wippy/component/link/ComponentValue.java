package dev.wippy.component.link;

import org.jspecify.annotations.Nullable;

/** A component as a value, which can be given to another one and instantiated there. */
sealed interface ComponentValue {

    /**
     * A component that is defined.
     *
     * @param plan how it is instantiated
     * @param outer the instance that it is nested in, whose modules and components it may speak of
     */
    record Defined(ComponentPlan plan, @Nullable Frame outer) implements ComponentValue {}

    /** A component under a supertype of its own. */
    record Coerced(ComponentValue component, Coercion.OfComponent coercion) implements ComponentValue {}
}
