package dev.wippy.kernel;

import java.util.function.BooleanSupplier;

/** Who follows a process, and so decides when it may go on. Called on the process's thread. */
interface StepGate {

    /**
     * Waits until one more step is wanted, and takes that unit of demand.
     *
     * @param giveUp looked at whenever the thread is woken: true ends the wait
     * @return false when the wait was given up, or no step is wanted any more
     */
    boolean awaitDemand(BooleanSupplier giveUp);

    /** Whether {@link #awaitDemand} never waits. */
    boolean isUnbounded();

    /** A step is done. The last one is {@link Step.Exited}. */
    void emit(Step step);
}
