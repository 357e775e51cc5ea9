package dev.wippy.wasi.io;

import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Readiness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** How a process waits for several things at once. */
public final class Waiting {
    private Waiting() {}

    /**
     * Suspends a process until one of some things is ready; if one is already, it goes on at once. Called on the
     * process's thread.
     *
     * @param states at least one
     * @param operation what people see it wait for
     * @return the places of all that are ready, at least one, in order
     */
    public static List<Integer> untilAny(ProcessContext process, List<Readiness> states, Operation operation) {
        List<Integer> ready = readyOf(states);
        // What woke it may be gone again, taken by someone else who waits for the same.
        while (ready.isEmpty()) {
            process.await(anyOf(states), operation);
            ready = readyOf(states);
        }
        return ready;
    }

    private static List<Integer> readyOf(List<Readiness> states) {
        var ready = new ArrayList<Integer>();
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).ready()) {
                ready.add(i);
            }
        }
        return ready;
    }

    /** Completes when the first is ready; then, or when it is cancelled, no wake-up is left behind. */
    private static Mono<Void> anyOf(List<Readiness> states) {
        return Mono.create(sink -> {
            var wakeUps = new ArrayList<Disposable>();
            Deadline earliest = null;
            for (Readiness state : states) {
                if (state instanceof Deadline deadline) {
                    // Of all timers only the first to go off matters.
                    earliest = earlier(earliest, deadline);
                } else {
                    wakeUps.add(state.onReady(sink::success));
                }
            }
            if (earliest != null) {
                wakeUps.add(earliest.onReady(sink::success));
            }
            sink.onDispose(() -> wakeUps.forEach(Disposable::dispose));
        });
    }

    private static Deadline earlier(@Nullable Deadline one, Deadline other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
