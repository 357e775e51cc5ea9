package dev.wippy.kernel;

import dev.wippy.engine.Fuel;
import dev.wippy.engine.Unwind;
import java.util.Optional;
import java.util.OptionalLong;

/** What one process spends, and how deep its guest is. Past the limit it ends, whatever its code catches. Used on its thread only. */
final class GuestFuel extends Fuel {
    private final RunState state;
    private final OptionalLong limit;
    private long told;

    private GuestFuel(RunState state, Limits limits) {
        super(limits.maxFuel().orElse(Long.MAX_VALUE), limits.maxStack().orElse(Long.MAX_VALUE));
        this.state = state;
        this.limit = limits.maxFuel();
    }

    /**
     * Where a process has a limit that needs its code to count, or is to be counted.
     *
     * @param counted whether it is, without any limit
     */
    static Optional<GuestFuel> of(RunState state, Limits limits, boolean counted) {
        return counted || limits.maxFuel().isPresent() || limits.maxStack().isPresent()
                ? Optional.of(new GuestFuel(state, limits))
                : Optional.empty();
    }

    @Override
    protected Unwind exhausted() {
        Failure failure = Failure.of(ErrorKind.TIMEOUT, "fuel exhausted: limit " + limit.orElse(Long.MAX_VALUE));
        state.end(failure, false);
        // Whatever ended it first stands.
        return new Killed(state.ending().orElse(failure));
    }

    /** What was spent since it was asked last. */
    long takeSpent() {
        long spent = spent();
        long since = spent - told;
        told = spent;
        return since;
    }
}
