package dev.wippy.engine.chicory;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;

/** Makes core functions of the host's. */
public final class HostFunctions {

    private HostFunctions() {}

    public static CoreFunction create(CoreExternType.Function type, CoreFunction.Body body) {
        return new CoreFunction() {
            @Override
            public CoreExternType.Function type() {
                return type;
            }

            @Override
            public long[] call(long... arguments) {
                return body.call(arguments);
            }
        };
    }
}
