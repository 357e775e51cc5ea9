package dev.wippy.engine.chicory;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;

/** Makes core functions of the host's. */
public final class HostFunctions {

    private HostFunctions() {}

    public static CoreFunction create(CoreExternType.Function type, CoreFunction.Body body) {
        return new HostFunction(type, body);
    }

    private record HostFunction(CoreExternType.Function type, Body body) implements CoreFunction {
        @Override
        public long[] call(long... arguments) {
            return body.call(arguments);
        }

        // Two functions are the same only if they are the same object.

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
