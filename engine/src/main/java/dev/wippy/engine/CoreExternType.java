package dev.wippy.engine;

import java.util.List;
import java.util.OptionalLong;

/** The type of a core import or export. */
public sealed interface CoreExternType {

    /**
     * A function's type.
     *
     * @param parameters the types of its parameters
     * @param results the types of its results
     */
    record Function(List<CoreType> parameters, List<CoreType> results) implements CoreExternType {
        public Function {
            parameters = List.copyOf(parameters);
            results = List.copyOf(results);
        }

        @Override
        public String toString() {
            return parameters + " -> " + results;
        }
    }

    /**
     * A linear memory's type, in pages of 64 KiB.
     *
     * @param minimum the pages it has at least
     * @param maximum the pages it never passes
     * @param shared whether threads may share it
     */
    record Memory(long minimum, OptionalLong maximum, boolean shared) implements CoreExternType {}

    /**
     * A table's type.
     *
     * @param element the type of its references
     * @param minimum the elements it has at least
     * @param maximum the elements it never passes
     */
    record Table(CoreType element, long minimum, OptionalLong maximum) implements CoreExternType {}

    /**
     * A global's type.
     *
     * @param value the type of its value
     * @param mutable whether it may change
     */
    record Global(CoreType value, boolean mutable) implements CoreExternType {}

    /**
     * An exception tag's type.
     *
     * @param type parameters are what it carries; it has no results
     */
    record Tag(Function type) implements CoreExternType {}
}
