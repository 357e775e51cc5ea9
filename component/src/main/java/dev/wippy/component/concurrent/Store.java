package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the instances that came from one instantiation by the host, of which one runs at a time (CanonicalABI.md,
 * <em>Embedding API</em>). Where the specification leaves open which thread goes on, it is the one that waits longest.
 */
public final class Store {
    /** The threads that there may be at once: each is an object of the host's, with a stack. */
    private static final int MAX_THREADS = 10_000;

    final List<GuestThread> waiting = new ArrayList<>();
    private final Set<GuestThread> live = new LinkedHashSet<>();
    private @Nullable GuestThread current;

    /** The thread that runs, whose code called the host. */
    public GuestThread current() {
        if (current == null) {
            throw new IllegalStateException("a built-in function was called outside of any task");
        }
        return current;
    }

    Optional<GuestThread> swapCurrent(@Nullable GuestThread thread) {
        Optional<GuestThread> before = Optional.ofNullable(current);
        current = thread;
        return before;
    }

    void begin(GuestThread thread) {
        if (live.size() >= MAX_THREADS) {
            throw new Trap("too many threads: the component has the " + MAX_THREADS + " that it may have at once");
        }
        live.add(thread);
    }

    void end(GuestThread thread) {
        live.remove(thread);
    }

    /** Lets one thread go on that is ready, while no other runs; false where none is. */
    public boolean tick() {
        for (GuestThread each : List.copyOf(waiting)) {
            if (each.ready()) {
                TaskInstance instance = each.task().instance();
                instance.enter(null);
                each.resume(false);
                instance.leave(null);
                return true;
            }
        }
        return false;
    }

    /** Ends the threads that are in the midst of something; none of their code runs any more. */
    public void close() {
        waiting.clear();
        List.copyOf(live).forEach(GuestThread::abandon);
    }
}
