package dev.wippy.kernel;

import dev.wippy.engine.Hibernation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * How a process waits: its thread parks, and its permit and the room of its memories are others' meanwhile. Used on the
 * process's own thread; what it waits for may be asked from any.
 */
final class ProcessWaits {
    private final Thread thread;
    private final RunState state;
    private final StepTrack steps;
    private final Hibernation hibernation;
    private final ProcessHost host;
    private final ContextView reactorContext;

    /** Whether its memories were hibernated since it ran last. */
    private boolean slept;

    private volatile @Nullable Operation waitingFor;

    /** Since when, by the kernel's time; set before what for. */
    private long waitingSince;

    ProcessWaits(
            Thread thread,
            RunState state,
            StepTrack steps,
            Hibernation hibernation,
            ProcessHost host,
            ContextView reactorContext) {
        this.thread = thread;
        this.state = state;
        this.steps = steps;
        this.hibernation = hibernation;
        this.host = host;
        this.reactorContext = reactorContext;
    }

    // From any thread

    /** What it waits for now, if it waits. */
    Optional<Operation> operation() {
        return Optional.ofNullable(waitingFor);
    }

    /** The same, and for how long. */
    Optional<ProcessStatus.Wait> now() {
        return operation()
                .map(what -> new ProcessStatus.Wait(
                        what, Duration.ofNanos(Math.max(0, time().nanoTime() - waitingSince))));
    }

    private Time time() {
        return host.kernel().time();
    }

    // On its own thread

    /** Waits until one more step is wanted. */
    void takeStep() {
        if (!steps.take(state::isEnding)) {
            state.throwIfEnding();
            throw new Killed(Failure.of(ErrorKind.CANCELED, "nobody wants its steps any more"));
        }
    }

    /** @param unclaimed takes what came for the process when that is ended before it has it */
    <T> @Nullable T await(Mono<T> mono, Operation operation, Consumer<@Nullable Object> unclaimed) {
        state.throwIfEnding();
        Await<T> wait = new Await<>(thread, reactorContext, unclaimed);
        mono.subscribe(wait);
        if (!wait.done()) {
            try {
                state.checkStack();
                suspendUntilDone(wait, operation);
            } catch (RuntimeException | Error thrown) {
                wait.cancel(state.permits());
                throw thrown;
            }
        }
        Throwable error = wait.error();
        if (error == null) {
            return wait.value();
        }
        if (error instanceof RuntimeException || error instanceof Error) {
            Failures.rethrow(error);
        }
        throw new KernelException(ErrorKind.INTERNAL, operation + ": " + error.getMessage(), error);
    }

    private void suspendUntilDone(Await<?> wait, Operation operation) {
        int before = state.suspend();
        waitingSince = time().nanoTime();
        waitingFor = operation;
        parkMemories();
        steps.suspended(operation);
        boolean ran = before != RunState.AWAY && before != RunState.GONE;
        try {
            try {
                if (ran && steps.isUnbounded()) {
                    wait.suspend(state.permits());
                }
                while (!wait.ready()) {
                    state.throwIfEnding();
                    LockSupport.park(wait);
                    // An interrupt is not for a wait, and would keep it from parking.
                    Thread.interrupted();
                }
            } finally {
                waitingFor = null;
            }
            steps.woken(wait.completion(operation));
            if (ran) {
                RunPermits.Ticket ticket = wait.takeTicket();
                if (ticket != null) {
                    state.enter(ticket);
                }
                takeStep();
                state.resume(before == RunState.LOST ? RunState.HOST : before);
            }
        } finally {
            slept |= hibernation.unpark();
        }
    }

    /** Nothing touches them until this thread goes on, which may be long after what it waits for is over. */
    void parkMemories() {
        if (!hibernation.isEmpty()) {
            long now = time().nanoTime();
            hibernation.park(now);
            host.kernel().hibernator().parked(now, host.hibernateAfterNanos());
        }
    }

    /** Would happen at the first access too, by an exception, which costs more; here the process is sliced as a guest is. */
    void wakeMemories() {
        if (slept) {
            slept = false;
            hibernation.wake();
        }
    }
}
