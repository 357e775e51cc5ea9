package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call of a lifted function (CanonicalABI.md, <em>Tasks</em>). */
public final class Task {
    private final String name;
    private final TaskInstance instance;
    private final Kind kind;
    private final Supplier<Object[]> onStart;
    private final Resolver onResolve;
    private final List<GuestThread> threads = new ArrayList<>();
    private State state = State.INITIAL;
    private IntSupplier borrows = () -> 0;
    private @Nullable GuestThread implicit;
    private @Nullable Object attachment;

    /** How a task's function is typed and lifted. */
    public enum Kind {
        /** A function that returns before its caller goes on. */
        SYNC(false, false),
        /** An async function, lifted synchronously. */
        SYNC_LIFTED(true, true),
        /** An async function whose threads may block anywhere. */
        STACKFUL(true, false),
        /** An async function that goes on by calls of its callback. */
        CALLBACK(true, true);

        private final boolean async;
        private final boolean exclusive;

        Kind(boolean async, boolean exclusive) {
            this.async = async;
            this.exclusive = exclusive;
        }
    }

    private enum State {
        INITIAL,
        STARTED,
        PENDING_CANCEL,
        CANCEL_DELIVERED,
        RESOLVED
    }

    /** Who called hears once how the task was resolved. */
    public interface Resolver {
        /** It has a result, null where its type has none. */
        void returned(@Nullable Object result);

        /** It has none, as the caller asked. */
        void cancelled();
    }

    /**
     * A task that has not started.
     *
     * @param name names the function in messages
     * @param onStart gives the arguments, when the task takes them
     */
    public Task(String name, TaskInstance instance, Kind kind, Supplier<Object[]> onStart, Resolver onResolve) {
        this.name = name;
        this.instance = instance;
        this.kind = kind;
        this.onStart = onStart;
        this.onResolve = onResolve;
    }

    /** The instance whose function it runs. */
    public TaskInstance instance() {
        return instance;
    }

    /** How its function is lifted. */
    public Kind kind() {
        return kind;
    }

    /** Keeps what its caller knows of it. */
    public void attach(Object object) {
        attachment = object;
    }

    /** What was kept; null for a task that is no call of a function. */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Says how to count the handles that it was lent and has not dropped. */
    public void countBorrows(IntSupplier count) {
        borrows = count;
    }

    /**
     * Runs the task's first thread until that blocks or ends; a synchronous task until it is resolved.
     *
     * @param body what the thread does between {@link #enter} and {@link #exit}
     */
    public void run(Runnable body) {
        GuestThread first = new GuestThread(this, () -> {
            if (enter()) {
                body.run();
                exit();
            }
        });
        implicit = first;
        first.resume(false);
        while (!kind.async && state != State.RESOLVED) {
            GuestThread other = instance.ready();
            if (other == null) {
                throw new Trap("cannot block a synchronous task before returning: " + name + " of component instance "
                        + instance + " waits, and nothing in it goes on");
            }
            other.resume(false);
        }
    }

    private GuestThread implicit() {
        if (implicit == null) {
            throw new IllegalStateException("the task has not begun");
        }
        return implicit;
    }

    /** {@code enter_implicit_thread}: false where the task is cancelled before it started. */
    private boolean enter() {
        GuestThread thread = implicit();
        if (kind.async) {
            if (held() || instance.waitingToEnter > 0) {
                instance.waitingToEnter++;
                boolean cancelled = thread.waitUntil(() -> !held(), true);
                instance.waitingToEnter--;
                if (cancelled) {
                    cancel();
                    return false;
                }
            }
            if (kind.exclusive) {
                instance.exclusive = thread;
            }
        }
        register(thread);
        return true;
    }

    private boolean held() {
        return instance.backpressure() || kind.exclusive && instance.exclusive != null;
    }

    private void exit() {
        unregister(implicit());
        if (kind.exclusive) {
            instance.exclusive = null;
        }
    }

    /** Makes a further thread one of the task's. */
    public void register(GuestThread thread) {
        threads.add(thread);
        instance.add(thread);
    }

    /** A thread of the task's has ended; the last one has to leave it resolved. */
    public void unregister(GuestThread thread) {
        threads.remove(thread);
        if (threads.isEmpty() && state != State.RESOLVED) {
            throw new Trap("async-lifted export failed to produce a result: the last thread of " + name
                    + " ended without task.return or task.cancel");
        }
        instance.remove(thread);
    }

    /** A callback's function has returned, and others may run. */
    public void giveUp() {
        instance.exclusive = null;
    }

    /** Whether no other implicit thread runs. */
    public boolean free() {
        return instance.exclusive == null;
    }

    /** A callback's function is called again. */
    public void takeBack() {
        instance.exclusive = implicit();
    }

    /** {@code request_cancellation}. */
    public void requestCancellation(@Nullable TaskInstance caller) {
        if (state == State.INITIAL) {
            state = State.CANCEL_DELIVERED;
            implicit().resume(true);
            return;
        }
        boolean held = kind.exclusive && instance.exclusive != null && instance.exclusive != implicit;
        GuestThread found = threads.stream()
                .filter(each -> each.cancellable() && !(held && each == implicit))
                .findFirst()
                .orElse(null);
        if (found != null && instance.mayEnterFrom(caller)) {
            state = State.CANCEL_DELIVERED;
            instance.enter(caller);
            found.resume(true);
            instance.leave(caller);
        } else {
            state = State.PENDING_CANCEL;
        }
    }

    /** Whether the task is to be cancelled, and is told so now. */
    public boolean deliverPendingCancel(boolean cancellable) {
        boolean deliver = cancellable && state == State.PENDING_CANCEL;
        if (deliver) {
            state = State.CANCEL_DELIVERED;
        }
        return deliver;
    }

    /** Whether a thread is the first one of a task that runs while others of its kind may not. */
    boolean excludes(GuestThread thread) {
        return kind.exclusive && thread == implicit;
    }

    /** Takes the arguments. */
    public Object[] start() {
        state = State.STARTED;
        return onStart.get();
    }

    /** {@code task.return}, or the return of a function that is lifted synchronously. */
    public void returned(@Nullable Object result) {
        if (state == State.RESOLVED) {
            throw new Trap("`task.return` or `task.cancel` called more than once for current task: " + name);
        }
        checkBorrows();
        onResolve.returned(result);
        state = State.RESOLVED;
    }

    /** {@code task.cancel}. */
    public void cancel() {
        if (state != State.CANCEL_DELIVERED) {
            throw new Trap("`task.cancel` called by task which has not been cancelled: " + name);
        }
        checkBorrows();
        onResolve.cancelled();
        state = State.RESOLVED;
    }

    private void checkBorrows() {
        if (borrows.getAsInt() > 0) {
            throw new Trap("borrow handles still remain at the end of the call: " + name + " has not dropped "
                    + borrows.getAsInt());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
