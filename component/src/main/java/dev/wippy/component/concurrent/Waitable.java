package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be waited for (CanonicalABI.md, <em>Waitable State</em>). */
public abstract class Waitable {
    private @Nullable Supplier<Event> pending;
    private @Nullable WaitableSet set;
    private boolean awaited;

    /** Says what has happened; the event is made when it is delivered. */
    public void setPendingEvent(Supplier<Event> event) {
        pending = event;
    }

    /** Whether something has happened that was not delivered. */
    public boolean hasPendingEvent() {
        return pending != null;
    }

    /** Takes what has happened. */
    public Event takePendingEvent() {
        Supplier<Event> event = Objects.requireNonNull(pending, "an event is pending");
        pending = null;
        return event.get();
    }

    /** Whether a thread waits for it alone. */
    public boolean awaited() {
        return awaited;
    }

    /** Whether it is in a set. */
    public boolean inSet() {
        return set != null;
    }

    /** Traps unless a thread may wait for it alone. */
    public void checkNotInSet(String function) {
        if (inSet()) {
            throw new Trap("waitable cannot be used synchronously while added to a waitable set: " + function);
        }
    }

    /** Waits for it alone. */
    public void await(GuestThread thread) {
        awaited = true;
        thread.await(this::hasPendingEvent, false);
        awaited = false;
    }

    /** Puts it into a set, out of the one that it is in. */
    public void join(@Nullable WaitableSet other) {
        if (awaited) {
            throw new Trap("waitable cannot join a waitable set while a thread waits for it synchronously");
        }
        if (set != null) {
            set.elements.remove(this);
        }
        set = other;
        if (other != null) {
            other.elements.add(this);
        }
    }

    /** It is no handle any more. */
    public void drop() {
        join(null);
    }
}
