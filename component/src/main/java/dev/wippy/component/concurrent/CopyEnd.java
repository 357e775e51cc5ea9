package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;

/** The readable or writable end of a stream or future: a handle of an instance's. */
public final class CopyEnd extends Waitable {
    /** What {@code read}, {@code write} and {@code cancel} give while they go on. */
    public static final int BLOCKED = -1;

    private final Channel channel;
    private final boolean readable;
    private State state = State.IDLE;
    /** Whether what is pending is that some was copied, with room left. */
    private boolean partly;

    private enum State {
        IDLE,
        COPYING,
        CANCELLING,
        DONE
    }

    /** An end that nothing is done with. */
    public CopyEnd(Channel channel, boolean readable) {
        this.channel = channel;
        this.readable = readable;
    }

    /** What it is an end of. */
    public Channel channel() {
        return channel;
    }

    /** Whether it is the one that is read. */
    public boolean readable() {
        return readable;
    }

    private boolean future() {
        return channel instanceof Channel.OfFuture;
    }

    private boolean copying() {
        return state == State.COPYING || state == State.CANCELLING;
    }

    /** Traps unless it is neither in use nor used up. */
    public void checkIdle(String function) {
        if (copying()) {
            throw new Trap("cannot have concurrent operations active on a future/stream: " + function);
        }
        if (state == State.DONE) {
            throw new Trap("cannot " + (future()
                    ? (readable ? "read from future" : "write to future")
                            + " after previous " + (readable ? "read" : "write") + " succeeded or "
                    : (readable ? "read from stream" : "write to stream") + " after being ")
                    + "notified that the other end dropped: " + function);
        }
    }

    /** The readable end goes to another instance: {@code lift_stream}, {@code lift_future}. */
    public Channel lift(String function) {
        checkIdle(function);
        if (inSet()) {
            throw new Trap("cannot lift stream or future while in a waitable set: " + function);
        }
        return channel;
    }

    /**
     * Copies, or waits to: the event's payload, or {@link #BLOCKED}.
     *
     * @param handle its own, for the event
     */
    public int copy(String function, GuestThread thread, int handle, CopyBuffer buffer, boolean async) {
        checkIdle(function);
        if (!async) {
            checkNotInSet(function);
        }
        int code = future()
                ? (readable ? Event.FUTURE_READ : Event.FUTURE_WRITE)
                : readable ? Event.STREAM_READ : Event.STREAM_WRITE;
        state = State.COPYING;
        channel.copy(readable, thread.task().instance(), buffer,
                reclaim -> {
                    partly = true;
                    setPendingEvent(() -> {
                        reclaim.run();
                        return event(code, handle, buffer, CopyResult.COMPLETED);
                    });
                },
                result -> {
                    partly = false;
                    setPendingEvent(() -> event(code, handle, buffer, result));
                });
        return payload(thread, async);
    }

    private Event event(int code, int handle, CopyBuffer buffer, CopyResult result) {
        partly = false;
        boolean over = result == CopyResult.DROPPED || future() && result == CopyResult.COMPLETED;
        state = over ? State.DONE : State.IDLE;
        return new Event(code, handle, future() ? result.ordinal() : result.ordinal() | buffer.progress() << 4);
    }

    private int payload(GuestThread thread, boolean async) {
        if (!hasPendingEvent()) {
            if (async) {
                return BLOCKED;
            }
            await(thread);
        }
        return takePendingEvent().payload();
    }

    /** {@code cancel-read}, {@code cancel-write}. */
    public int cancel(String function, GuestThread thread, boolean async) {
        if (state != State.COPYING || awaited()) {
            throw new Trap(function + ": stream or future read/write cancelled when no read/write is pending");
        }
        if (!async) {
            checkNotInSet(function);
        }
        state = State.CANCELLING;
        // Where some was copied, definitions.py tells COMPLETED, the suite's cancel-stream.wast CANCELLED with as many.
        if (!hasPendingEvent() || partly) {
            channel.cancel();
        }
        return payload(thread, async);
    }

    @Override
    public void drop() {
        if (future() && !readable && state != State.DONE) {
            throw new Trap("cannot drop future write end without first writing a value");
        }
        if (copying()) {
            throw new Trap("cannot remove busy stream or future: a read or write is active");
        }
        channel.drop();
        super.drop();
    }

    /** What names it in messages. */
    @Override
    public String toString() {
        return (readable ? "readable" : "writable") + " end of a " + (future() ? "future" : "stream");
    }
}
