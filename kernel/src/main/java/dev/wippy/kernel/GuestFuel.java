package dev.wippy.kernel;

import dev.wippy.engine.Fuel;
import dev.wippy.engine.Unwind;
import java.util.OptionalLong;

/** What one process spends. Past the limit it ends, whatever its code catches. Used on its thread only. */
final class GuestFuel extends Fuel {
    private final RunState state;
    private final OptionalLong limit;
    private long told;

    /** @param limit empty to count only */
    GuestFuel(RunState state, OptionalLong limit) {
        super(limit.orElse(Long.MAX_VALUE));
        this.state = state;
        this.limit = limit;
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
