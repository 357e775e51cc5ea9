package dev.wippy.component.abi;

import dev.wippy.component.types.FunctionType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;

/**
 * How the values of one function type cross the canonical ABI, compiled once. Immutable; shared by instances and
 * threads.
 */
public final class CanonicalPlan {

    private CanonicalPlan() {}

    /**
     * Compiles a plan.
     *
     * @throws IllegalArgumentException if the type is one of 0.3's (async, streams, futures, error contexts), or has an
     *     empty record, variant, enum, tuple or flags, or more than 32 flags
     */
    public static CanonicalPlan of(FunctionType type, StringEncoding encoding) {
        throw new UnsupportedOperationException("plan of " + type);
    }

    /** What a core function has to be for {@link #lift} ({@code flatten_functype} in the context of a lift). */
    public CoreExternType.Function liftedCoreType() {
        throw new UnsupportedOperationException();
    }

    /** What {@link #lower} makes ({@code flatten_functype} in the context of a lower). */
    public CoreExternType.Function loweredCoreType() {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code canon lift} has to name a memory. */
    public boolean liftNeedsMemory() {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code canon lift} has to name a realloc. */
    public boolean liftNeedsRealloc() {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code canon lower} has to name a memory. */
    public boolean lowerNeedsMemory() {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code canon lower} has to name a realloc. */
    public boolean lowerNeedsRealloc() {
        throw new UnsupportedOperationException();
    }

    /**
     * A component-level function over a core function: {@code canon lift}.
     *
     * <p>What it returns goes to {@link #lower} as it is, not wrapped in a lambda: a lifted function that is called by
     * another component's knows its caller, which decides whether the call is reentrance.
     *
     * @param name names the function in messages
     * @param core what {@link #liftedCoreType} says
     * @param state the instance whose function it is
     */
    public ComponentFunction lift(String name, CoreFunction core, CanonicalOptions options, InstanceState state) {
        throw new UnsupportedOperationException();
    }

    /**
     * A core function over a component-level one, another component's or the host's: {@code canon lower}.
     *
     * @param name names the function in messages
     * @param state the instance that calls it
     */
    public CoreFunction lower(
            String name, ComponentFunction function, CanonicalOptions options, InstanceState state) {
        throw new UnsupportedOperationException();
    }
}
