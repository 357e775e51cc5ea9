package dev.wippy.wasi.io;

import dev.wippy.kernel.spi.Readiness;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Those who wait for the state of a source, a sink or the like to change. Safe for use by many threads. */
public final class Wakeups {
    private final Set<Wakeup> waiting = new LinkedHashSet<>();

    /** One who waits; two may wait with the same code. */
    private record Wakeup(Object identity, Runnable wake) {}

    /**
     * Runs {@code wake} once: at once if the state is there, else when it changes next.
     *
     * @param reached whether the state is there
     * @return removes the wake-up; does nothing once it ran
     */
    public Disposable add(Runnable wake, BooleanSupplier reached) {
        var wakeup = new Wakeup(new Object(), wake);
        synchronized (waiting) {
            waiting.add(wakeup);
        }
        // After it was added: whoever changes the state either sees it, or was seen here.
        if (reached.getAsBoolean()) {
            if (remove(wakeup)) {
                wake.run();
            }
            return Disposables.disposed();
        }
        return () -> remove(wakeup);
    }

    /** What waits for a state in this way. */
    public Readiness readiness(BooleanSupplier reached) {
        return new Readiness() {
            @Override
            public boolean ready() {
                return reached.getAsBoolean();
            }

            @Override
            public Disposable onReady(Runnable wake) {
                return add(wake, reached);
            }
        };
    }

    private boolean remove(Wakeup wakeup) {
        synchronized (waiting) {
            return waiting.remove(wakeup);
        }
    }

    /** The state has changed: wakes all, on this thread. */
    public void run() {
        List<Wakeup> all;
        synchronized (waiting) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(each -> each.wake().run());
    }
}
