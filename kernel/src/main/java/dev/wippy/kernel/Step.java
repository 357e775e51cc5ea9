package dev.wippy.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process's run from one wait to the next (SPEC section 9). The steps of a process are one {@link Started}, any number
 * of {@link Suspended}, one {@link Exited}; one whose Init fails has the last only.
 */
public sealed interface Step {

    /** Counts the steps of the process, from 0. */
    long index();

    /** How long the process held a run permit for this step. */
    Duration running();

    /** The fuel that this step took, where fuel is counted. */
    OptionalLong fuel();

    /** Init is done: the module is instantiated, its arguments are captured. */
    record Started(long index, Duration running, OptionalLong fuel) implements Step {}

    /**
     * The process waits, and holds no thread of the system.
     *
     * @param operation what it waits for
     * @param wokenBy the end of the wait before, if there was one
     */
    record Suspended(
            long index, Duration running, OptionalLong fuel, Operation operation, Optional<Completion> wokenBy)
            implements
                Step {}

    /**
     * The process is gone, and all that it had is freed.
     *
     * @param exit how it ended
     * @param wokenBy the end of the wait before, if there was one
     */
    record Exited(long index, Duration running, OptionalLong fuel, Exit exit, Optional<Completion> wokenBy)
            implements
                Step {}
}
