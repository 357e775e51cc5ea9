package dev.wippy.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one process as its follower gets them: one at a time, in order, the last one once. Used by the process's
 * own thread; the watchdog may tell the end in its place.
 */
final class StepTrack {

    /** No signal is on its way. */
    private static final int IDLE = 0;

    /** The follower is being told of a step. */
    private static final int TELLING = 1;

    /** So it is, and whoever tells it has to tell of the end next. */
    private static final int END_WAITS = 2;

    /** The end is told, or being told. */
    private static final int OVER = 3;

    private final StepGate gate;
    private final RunState state;
    private final Optional<GuestFuel> fuel;
    private final AtomicInteger phase = new AtomicInteger(IDLE);

    private volatile @Nullable Exit end;
    private volatile boolean mayStep;
    private boolean started;
    private long index;
    private Optional<Completion> wokenBy = Optional.empty();

    StepTrack(StepGate gate, RunState state, Optional<GuestFuel> fuel) {
        this.gate = gate;
        this.state = state;
        this.fuel = fuel;
    }

    /**
     * Waits until one more step is wanted.
     *
     * @return false when the wait was given up, or nobody wants any
     */
    boolean take(BooleanSupplier giveUp) {
        if (!mayStep) {
            mayStep = gate.awaitDemand(giveUp);
        }
        return mayStep;
    }

    /** Whether that never waits. */
    boolean isUnbounded() {
        return gate.isUnbounded();
    }

    void started() {
        started = true;
        tell(new Step.Started(index++, takeRan(), takeSpent()));
    }

    /** A wait begins; one during Init or Close is no step. */
    void suspended(Operation operation) {
        if (started) {
            tell(new Step.Suspended(index++, takeRan(), takeSpent(), operation, takeWokenBy()));
        }
    }

    /** A wait is over. */
    void woken(Completion completion) {
        if (started) {
            wokenBy = Optional.of(completion);
        }
    }

    /** Nothing that happens from here on is a step but the end. */
    void closing() {
        started = false;
    }

    /** Tells the end, once that is wanted; once only, and after the step that is being told. */
    void exited(Exit exit) {
        end = exit;
        if (phase.compareAndSet(IDLE, OVER)) {
            tellEnd(exit);
        } else {
            phase.compareAndSet(TELLING, END_WAITS);
        }
    }

    private void tellEnd(Exit exit) {
        if (take(() -> false)) {
            gate.emit(new Step.Exited(index++, takeRan(), takeSpent(), exit, takeWokenBy()));
        }
    }

    private void tell(Step step) {
        mayStep = false;
        if (!phase.compareAndSet(IDLE, TELLING)) {
            return;
        }
        gate.emit(step);
        Exit waits = phase.compareAndSet(TELLING, IDLE) ? null : end;
        if (waits != null) {
            phase.set(OVER);
            tellEnd(waits);
        }
    }

    /** How many were made; others may see an older number. */
    long made() {
        return index;
    }

    private Duration takeRan() {
        return Duration.ofNanos(state.takeRanNanos());
    }

    private OptionalLong takeSpent() {
        return fuel.isPresent() ? OptionalLong.of(fuel.get().takeSpent()) : OptionalLong.empty();
    }

    private Optional<Completion> takeWokenBy() {
        Optional<Completion> woken = wokenBy;
        wokenBy = Optional.empty();
        return woken;
    }
}
