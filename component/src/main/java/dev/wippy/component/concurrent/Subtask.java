package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call as its caller sees it (CanonicalABI.md, <em>Subtask State</em>). */
public final class Subtask extends Waitable {
    /** The states ({@code Subtask.State}), numbered as the caller's code sees them. */
    public static final int STARTING = 0;
    public static final int STARTED = 1;
    public static final int RETURNED = 2;
    public static final int CANCELLED_BEFORE_STARTED = 3;
    public static final int CANCELLED_BEFORE_RETURNED = 4;

    private static final long[] NOTHING = {};

    private final Runnable endLoans;
    private int state = STARTING;
    private boolean delivered;
    private boolean cancellationRequested;
    private long[] results = NOTHING;
    private Runnable onProgress = () -> {};
    private @Nullable Consumer<TaskInstance> onCancel;

    /**
     * A call that has not started.
     *
     * @param endLoans gives back what was lent to the callee, when its end is delivered
     */
    public Subtask(Runnable endLoans) {
        this.endLoans = endLoans;
    }

    /** How far it is. */
    public int state() {
        return state;
    }

    /** Whether it is over. */
    public boolean resolved() {
        return state >= RETURNED;
    }

    /** The core results of one that has returned. */
    public long[] results() {
        return results;
    }

    /** Says what asks the callee to end. */
    public void onCancel(Consumer<TaskInstance> cancel) {
        onCancel = cancel;
    }

    /** The callee takes its arguments. */
    public void started() {
        onProgress.run();
        state = STARTED;
    }

    /** The callee has returned. */
    public void returned(long[] results) {
        onProgress.run();
        this.results = results;
        state = RETURNED;
    }

    /** The callee ended as it was asked to. */
    public void cancelled() {
        onProgress.run();
        state = state == STARTING ? CANCELLED_BEFORE_STARTED : CANCELLED_BEFORE_RETURNED;
    }

    /** The caller learns that it is over. */
    public void deliver() {
        delivered = true;
        endLoans.run();
    }

    /** From now on the caller is told of each step by an event. */
    public void observe(int handle) {
        onProgress = () -> setPendingEvent(() -> {
            if (resolved()) {
                deliver();
            }
            return new Event(Event.SUBTASK, handle, state);
        });
    }

    /** {@code subtask.cancel}: its state when it is over, or empty if the caller has to wait for that. */
    public boolean cancel(GuestThread thread, boolean async) {
        if (delivered) {
            throw new Trap("`subtask.cancel` called after terminal status delivered");
        }
        if (cancellationRequested) {
            throw new Trap("`subtask.cancel` called more than once for a subtask");
        }
        if (!async) {
            checkNotInSet("subtask.cancel");
        }
        if (!resolved()) {
            cancellationRequested = true;
            Objects.requireNonNull(onCancel, "the call began").accept(thread.task().instance());
            if (!resolved()) {
                if (async) {
                    return false;
                }
                await(thread);
            }
        }
        takePendingEvent();
        return true;
    }

    @Override
    public void drop() {
        if (!delivered) {
            throw new Trap("cannot drop a subtask which has not yet resolved");
        }
        super.drop();
    }
}
