package dev.wippy.component.concurrent;

import dev.wippy.engine.Unwind;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a task (CanonicalABI.md, <em>Threads</em>). It is a continuation: a virtual thread of the JVM's that goes on
 * when another resumes it, which waits until it blocks or ends. So one thread of a store runs at a time, and what one
 * wrote the next sees.
 */
public final class GuestThread {
    private static final int SLOTS = 2;

    private final Task task;
    private final Runnable body;
    private final Semaphore turn = new Semaphore(0);
    private final long[] context = new long[SLOTS];
    private State state = State.NEW;
    private Handler handler = new Handler();
    private @Nullable BooleanSupplier readyWhen;
    private boolean cancellable;
    private boolean cancelled;
    private boolean abandoned;

    /** Its index among the threads of its instance; 0 while it has none. */
    int index;

    private enum State {
        NEW,
        RUNNING,
        BLOCKED,
        ENDED
    }

    /** Who resumed a thread, and how that ended. */
    private static final class Handler {
        final Semaphore back = new Semaphore(0);
        @Nullable
        GuestThread switchTo;
        @Nullable
        Throwable failure;
    }

    /** Ends a thread whose store is closed. */
    private static final class Abandoned extends Unwind {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the instance is closed");
        }
    }

    /** A thread that is suspended. */
    public GuestThread(Task task, Runnable body) {
        this.task = task;
        this.body = body;
        task.instance().store().begin(this);
    }

    /** The task that it is of. */
    public Task task() {
        return task;
    }

    /** Its index, as its instance's code knows it. */
    public int index() {
        return index;
    }

    /** What {@code context.get} and {@code context.set} are for. */
    public long[] context() {
        return context;
    }

    boolean cancellable() {
        return cancellable && state == State.BLOCKED;
    }

    /** Whether nothing but another thread makes it go on. */
    public boolean suspended() {
        return (state == State.NEW || state == State.BLOCKED) && readyWhen == null;
    }

    /** Whether it waits for something that has come. */
    public boolean ready() {
        return readyWhen != null && readyWhen.getAsBoolean();
    }

    /** Lets a suspended thread go on when its store comes to it. */
    public void resumeLater() {
        startWaiting(() -> true);
    }

    private void startWaiting(BooleanSupplier ready) {
        readyWhen = ready;
        task.instance().store().waiting.add(this);
    }

    private void stopWaiting() {
        readyWhen = null;
        task.instance().store().waiting.remove(this);
    }

    /** Runs this thread, and those that it switches to, until one blocks or ends; what it throws comes out here. */
    void resume(boolean cancelled) {
        if (readyWhen != null) {
            stopWaiting();
        }
        GuestThread thread = this;
        boolean told = cancelled;
        while (thread != null) {
            thread = thread.run(told);
            told = false;
        }
    }

    private @Nullable GuestThread run(boolean cancelled) {
        Store store = task.instance().store();
        GuestThread before = store.swapCurrent(this).orElse(null);
        Handler mine = go(cancelled);
        store.swapCurrent(before);
        if (mine.failure != null) {
            throw GuestThread.<RuntimeException>sneak(mine.failure);
        }
        return mine.switchTo;
    }

    private Handler go(boolean cancelled) {
        Handler mine = new Handler();
        boolean fresh = state == State.NEW;
        this.handler = mine;
        this.cancelled = cancelled;
        this.state = State.RUNNING;
        if (fresh) {
            Thread.ofVirtual().name("guest-thread").start(this::main);
        } else {
            turn.release();
        }
        mine.back.acquireUninterruptibly();
        return mine;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    private void main() {
        try {
            body.run();
        } catch (Abandoned _) {
            // Nobody waits for what it was about.
        } catch (Throwable failure) {
            handler.failure = failure;
        } finally {
            state = State.ENDED;
            task.instance().store().end(this);
            handler.back.release();
        }
    }

    private boolean block(boolean cancellable, @Nullable GuestThread switchTo) {
        this.cancellable = cancellable;
        Handler mine = handler;
        mine.switchTo = switchTo;
        state = State.BLOCKED;
        mine.back.release();
        turn.acquireUninterruptibly();
        if (abandoned) {
            throw new Abandoned();
        }
        return cancelled;
    }

    void abandon() {
        if (state == State.BLOCKED) {
            abandoned = true;
            go(false);
        } else if (state == State.NEW) {
            state = State.ENDED;
            task.instance().store().end(this);
        }
    }

    /** Blocks until another thread resumes this one; true where the task is cancelled instead. */
    public boolean suspend(boolean cancellable) {
        return task.deliverPendingCancel(cancellable) || block(cancellable, null);
    }

    /** Blocks until it is so and others had their turn; true where the task is cancelled instead. */
    public boolean waitUntil(BooleanSupplier ready, boolean cancellable) {
        if (task.deliverPendingCancel(cancellable)) {
            return true;
        }
        startWaiting(ready);
        return block(cancellable, null);
    }

    /** Blocks until it is so, and not at all where it is: of both that {@code wait_until} allows. */
    public boolean await(BooleanSupplier ready, boolean cancellable) {
        if (task.deliverPendingCancel(cancellable)) {
            return true;
        }
        return !ready.getAsBoolean() && waitUntil(ready, cancellable);
    }

    /** Lets others have their turn. */
    public boolean yield(boolean cancellable) {
        return waitUntil(() -> true, cancellable);
    }

    /** Blocks like {@link #suspend}, with a suspended thread going on in its place. */
    public boolean suspendThenResume(boolean cancellable, GuestThread other) {
        return task.deliverPendingCancel(cancellable) || block(cancellable, other);
    }

    /** Lets a suspended thread go on first. */
    public boolean yieldThenResume(boolean cancellable, GuestThread other) {
        if (task.deliverPendingCancel(cancellable)) {
            return true;
        }
        startWaiting(() -> true);
        return block(cancellable, other);
    }

    /** Blocks like {@link #suspend}, with a thread that is ready, if it is, going on in its place. */
    public boolean suspendThenPromote(boolean cancellable, GuestThread other) {
        if (task.deliverPendingCancel(cancellable)) {
            return true;
        }
        return promoted(other) ? block(cancellable, other) : block(cancellable, null);
    }

    /** Lets a thread that is ready, if it is, go on first. */
    public boolean yieldThenPromote(boolean cancellable, GuestThread other) {
        if (task.deliverPendingCancel(cancellable)) {
            return true;
        }
        boolean promoted = promoted(other);
        startWaiting(() -> true);
        return block(cancellable, promoted ? other : null);
    }

    private static boolean promoted(GuestThread other) {
        boolean ready = other.ready();
        if (ready) {
            other.stopWaiting();
        }
        return ready;
    }
}
