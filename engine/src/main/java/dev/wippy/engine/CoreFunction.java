package dev.wippy.engine;

import dev.wippy.engine.chicory.HostFunctions;

/**
 * A core function: of a guest's instance, or the host's.
 *
 * <p>Values travel as {@code long}: an i32 in the low 32 bits (the others are ignored), an f32 and an f64 as their
 * bits.
 */
public interface CoreFunction extends CoreExtern {

    @Override
    CoreExternType.Function type();

    /**
     * Calls the function on the calling thread.
     *
     * @throws Trap if the guest traps, or does anything else that ends it
     * @throws Unwind if the guest is ended from outside, or ends itself
     */
    long[] call(long... arguments);

    /**
     * A function of the host. Whatever the body throws passes through the guest's frames and out of the outermost
     * {@link #call} as it is: it is never the guest's fault, and never caught by it.
     */
    static CoreFunction host(CoreExternType.Function type, Body body) {
        return HostFunctions.create(type, body);
    }

    /** What a host function does. */
    @FunctionalInterface
    interface Body {
        /** Called on the guest's thread, after a probe of its stack. */
        long[] call(long[] arguments);
    }
}
