package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waitables that are waited for together; the one that joined first is told of first. */
public final class WaitableSet {
    final List<Waitable> elements = new ArrayList<>();
    private int waiting;

    private boolean hasPendingEvent() {
        return elements.stream().anyMatch(Waitable::hasPendingEvent);
    }

    private Event takePendingEvent() {
        return elements.stream().filter(Waitable::hasPendingEvent).findFirst().orElseThrow().takePendingEvent();
    }

    /** Waits until one has something to tell, and the other condition holds. */
    public Event await(GuestThread thread, BooleanSupplier ready, boolean cancellable) {
        waiting++;
        boolean cancelled = thread.await(() -> ready.getAsBoolean() && hasPendingEvent(), cancellable);
        Event event = cancelled ? Event.TASK_CANCELLED : takePendingEvent();
        waiting--;
        return event;
    }

    /** What there is to tell now. */
    public Event poll(GuestThread thread, boolean cancellable) {
        if (thread.task().deliverPendingCancel(cancellable)) {
            return Event.TASK_CANCELLED;
        }
        return hasPendingEvent() ? takePendingEvent() : Event.NONE;
    }

    /** It is no handle any more. */
    public void drop() {
        if (!elements.isEmpty()) {
            throw new Trap("cannot drop waitable set which contains waitables: " + elements.size());
        }
        if (waiting > 0) {
            throw new Trap("cannot drop waitable set with waiters: " + waiting);
        }
    }
}
