package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Readiness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The interface {@code wasi:io/poll}. */
final class Poll {
    private final ProcessContext process;

    Poll(ProcessContext process) {
        this.process = process;
    }

    @WitFunction("[method]pollable.ready")
    boolean ready(Pollable self) {
        return self.readiness().ready();
    }

    @WitFunction("[method]pollable.block")
    void block(Pollable self) {
        await(List.of(self), "wasi:io/poll.pollable.block");
    }

    @WitFunction("poll")
    List<Long> poll(List<Pollable> in) {
        if (in.isEmpty()) {
            throw new Trap("wasi:io/poll.poll: the list of pollables is empty");
        }
        return await(in, "wasi:io/poll.poll");
    }

    /** The places of those that are ready, of which there is at least one. */
    private List<Long> await(List<Pollable> in, String name) {
        List<Long> ready = readyOf(in);
        // What woke it may be gone again, taken by someone else who waits for the same.
        while (ready.isEmpty()) {
            process.await(anyOf(in), new Operation(name, detail(in)));
            ready = readyOf(in);
        }
        return ready;
    }

    private static List<Long> readyOf(List<Pollable> in) {
        var ready = new ArrayList<Long>();
        for (int i = 0; i < in.size(); i++) {
            if (in.get(i).readiness().ready()) {
                ready.add((long) i);
            }
        }
        return ready;
    }

    /** Completes when the first is ready; then, or when it is cancelled, no wake-up is left behind. */
    private static Mono<Void> anyOf(List<Pollable> in) {
        return Mono.create(sink -> {
            var wakeUps = new ArrayList<Disposable>();
            Deadline earliest = null;
            for (Pollable pollable : in) {
                Readiness readiness = pollable.readiness();
                if (readiness instanceof Deadline deadline) {
                    // Of all timers only the first to go off matters.
                    earliest = earlier(earliest, deadline);
                } else {
                    wakeUps.add(readiness.onReady(sink::success));
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

    private static String detail(List<Pollable> in) {
        if (in.size() > 1) {
            return in.size() + " pollables";
        }
        String detail = in.getFirst().detail();
        return detail.isEmpty() ? "1 pollable" : detail;
    }
}
