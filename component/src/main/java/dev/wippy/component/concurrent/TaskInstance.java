package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a component instance has of tasks (CanonicalABI.md, <em>Component Instances</em>). */
public final class TaskInstance {
    private final String name;
    private final @Nullable TaskInstance parent;
    private final Store store;
    private final IntSupplier backpressure;
    private final List<@Nullable GuestThread> threads = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();
    private boolean entered;

    /** How many tasks wait until they may start. */
    int waitingToEnter;

    /** The implicit thread that runs while others of its kind may not. */
    @Nullable
    GuestThread exclusive;

    /**
     * An instance that nothing runs in.
     *
     * @param backpressure how often its code has asked that no more tasks start
     */
    public TaskInstance(String name, @Nullable TaskInstance parent, Store store, IntSupplier backpressure) {
        this.name = name;
        this.parent = parent;
        this.store = store;
        this.backpressure = backpressure;
        threads.add(null);
    }

    /** The store that it is in. */
    public Store store() {
        return store;
    }

    boolean backpressure() {
        return backpressure.getAsInt() > 0;
    }

    /** Whether none of the instances that a call from there enters is running ({@code may_enter_from}). */
    public boolean mayEnterFrom(@Nullable TaskInstance caller) {
        return entering(caller).stream().noneMatch(each -> each.entered);
    }

    /** Marks those as running. */
    public void enter(@Nullable TaskInstance caller) {
        entering(caller).forEach(each -> each.entered = true);
    }

    /** Marks those as not running. */
    public void leave(@Nullable TaskInstance caller) {
        entering(caller).forEach(each -> each.entered = false);
    }

    private List<TaskInstance> entering(@Nullable TaskInstance caller) {
        List<TaskInstance> entering = new ArrayList<>();
        for (TaskInstance at = this; at != null && !at.holds(caller); at = at.parent) {
            entering.add(at);
        }
        return entering;
    }

    private boolean holds(@Nullable TaskInstance inner) {
        for (TaskInstance at = inner; at != null; at = at.parent) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    void add(GuestThread thread) {
        if (free.isEmpty()) {
            thread.index = threads.size();
            threads.add(thread);
        } else {
            thread.index = free.removeLast();
            threads.set(thread.index, thread);
        }
    }

    void remove(GuestThread thread) {
        threads.set(thread.index, null);
        free.add(thread.index);
        thread.index = 0;
    }

    /** The thread of that index, or a trap. */
    public GuestThread thread(int index) {
        GuestThread thread = Integer.compareUnsigned(index, threads.size()) < 0 ? threads.get(index) : null;
        if (thread == null) {
            throw new Trap("unknown thread index " + Integer.toUnsignedString(index) + ": component instance " + name
                    + " has no such thread");
        }
        return thread;
    }

    /** The same for one that has to be suspended. */
    public GuestThread suspended(int index) {
        GuestThread thread = thread(index);
        if (!thread.suspended()) {
            throw new Trap("cannot resume thread which is not suspended: thread " + index + " of component instance "
                    + name);
        }
        return thread;
    }

    /** A thread that may go on while a synchronous task waits, which has the stack in memory; null where none may. */
    @Nullable
    GuestThread ready() {
        for (GuestThread each : threads) {
            if (each != null && each.ready() && !each.task().excludes(each)) {
                return each;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
