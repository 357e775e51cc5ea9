package dev.wippy.component.concurrent;

import dev.wippy.engine.Trap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the two ends of a stream or future share (CanonicalABI.md, <em>Stream State</em>, <em>Future State</em>). */
public abstract sealed class Channel {
    private final Object type;
    private final boolean numbers;
    private boolean dropped;
    private @Nullable Pending pending;

    /**
     * One end that waits for the other.
     *
     * @param instance whose it is
     * @param onCopy hears that some was copied, with what ends the wait
     * @param onDone hears how it ended
     */
    private record Pending(TaskInstance instance, CopyBuffer buffer, Consumer<Runnable> onCopy,
            Consumer<CopyResult> onDone) {}

    private Channel(Object type, boolean numbers) {
        this.type = type;
        this.numbers = numbers;
    }

    /** The type of its elements, as {@code abi} compares it. */
    public Object type() {
        return type;
    }

    void cancel() {
        if (pending != null) {
            notify(pending, CopyResult.CANCELLED);
        }
    }

    void drop() {
        if (!dropped) {
            dropped = true;
            if (pending != null) {
                notify(pending, CopyResult.DROPPED);
            }
        }
    }

    void copy(boolean reading, TaskInstance instance, CopyBuffer buffer, Consumer<Runnable> onCopy,
            Consumer<CopyResult> onDone) {
        Pending mine = new Pending(instance, buffer, onCopy, onDone);
        Pending other = pending;
        if (dropped) {
            onDone.accept(CopyResult.DROPPED);
        } else if (other == null) {
            pending = mine;
        } else {
            if (other.instance == instance && !numbers) {
                throw new Trap("cannot read from and write to intra-component stream or future whose elements are not"
                        + " numbers");
            }
            meet(reading, mine, other);
        }
    }

    abstract void meet(boolean reading, Pending mine, Pending other);

    final void transfer(boolean reading, Pending mine, Pending other) {
        int count = Math.min(mine.buffer.remain(), other.buffer.remain());
        if (reading) {
            CopyBuffer.copy(other.buffer, mine.buffer, count);
        } else {
            CopyBuffer.copy(mine.buffer, other.buffer, count);
        }
    }

    final void notify(Pending waiting, CopyResult result) {
        pending = null;
        waiting.onDone.accept(result);
    }

    /** A stream's. */
    public static final class OfStream extends Channel {
        /** Neither end waits. */
        public OfStream(Object type, boolean numbers) {
            super(type, numbers);
        }

        @Override
        void meet(boolean reading, Pending mine, Pending other) {
            if (other.buffer.remain() > 0) {
                if (mine.buffer.remain() > 0) {
                    transfer(reading, mine, other);
                    other.onCopy.accept(() -> super.pending = null);
                }
                mine.onDone.accept(CopyResult.COMPLETED);
            } else if (!reading && mine.buffer.empty() && other.buffer.empty()) {
                mine.onDone.accept(CopyResult.COMPLETED);
            } else {
                notify(other, CopyResult.COMPLETED);
                super.pending = mine;
            }
        }
    }

    /** A future's, which carries one value. */
    public static final class OfFuture extends Channel {
        /** Neither end waits. */
        public OfFuture(Object type, boolean numbers) {
            super(type, numbers);
        }

        @Override
        void meet(boolean reading, Pending mine, Pending other) {
            transfer(reading, mine, other);
            notify(other, CopyResult.COMPLETED);
            mine.onDone.accept(CopyResult.COMPLETED);
        }
    }
}
