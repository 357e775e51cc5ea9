package dev.wippy.kernel.spi;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreMemory;

/**
 * A function that core modules import, such as one of WASI preview 1.
 *
 * @param type that the importing module has to give it
 * @param body what it does
 */
public record CoreHostFunction(CoreExternType.Function type, Body body) {

    /** What such a function does. */
    @FunctionalInterface
    public interface Body {
        /**
         * Called on the process's own thread; may wait by {@link ProcessContext#await}.
         *
         * @param memory the memory of the instance that calls
         * @param arguments as {@link dev.wippy.engine.CoreFunction} has values
         * @return one value for each result of the type
         */
        long[] call(CoreMemory memory, long[] arguments);
    }
}
