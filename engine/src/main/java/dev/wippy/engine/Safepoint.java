package dev.wippy.engine;

import dev.wippy.engine.run.StackProbe;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a running guest can be stopped. Compiled code calls {@link #poll} at function entries and loop heads; whoever
 * wants something of a guest {@linkplain Guest#request requests} that it comes by.
 *
 * <p>There is one flag for all guests, because code of all guests is compiled once: it is up while any request is open,
 * and a guest that finds it up looks whether the request was for itself. A request is therefore withdrawn when its
 * guest is not going to poll soon, that is, while it is in the host or parked.
 */
public final class Safepoint {

    private static final ScopedValue<Guest> CURRENT = ScopedValue.newInstance();
    private static final AtomicInteger OPEN = new AtomicInteger();
    private static volatile boolean raised;

    private Safepoint() {}

    /** Called by compiled code. */
    public static void poll() {
        if (raised) {
            look();
        }
    }

    /** Runs guest code of which {@code guest} is to hear at safepoints. */
    public static void run(Guest guest, Runnable body) {
        ScopedValue.where(CURRENT, guest).run(body);
    }

    private static void look() {
        if (CURRENT.isBound()) {
            Guest guest = CURRENT.get();
            if (guest.requested.get()) {
                // What follows is the host's: it must not run out of stack half-way.
                StackProbe.probe(0);
                if (guest.withdraw()) {
                    guest.reached();
                }
            }
        }
    }

    private static synchronized void update() {
        raised = OPEN.get() > 0;
    }

    /** A guest that may be asked to come by a safepoint. */
    public abstract static class Guest {
        private final AtomicBoolean requested = new AtomicBoolean();

        /** Asks the guest to come by; from any thread. */
        public final void request() {
            if (requested.compareAndSet(false, true)) {
                OPEN.incrementAndGet();
                update();
            }
        }

        /**
         * Takes a request back; from any thread.
         *
         * @return whether there was one
         */
        public final boolean withdraw() {
            if (requested.compareAndSet(true, false)) {
                OPEN.decrementAndGet();
                update();
                return true;
            }
            return false;
        }

        /** Called on the guest's thread, once per request. May park it, or end it by throwing an {@link Unwind}. */
        protected abstract void reached();
    }
}
