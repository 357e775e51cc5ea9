package dev.wippy.wasi.io;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Ready while an output stream takes bytes: its sink has room, and no flush is under way; or it is closed. */
final class OutputReadiness implements Readiness {
    private final Sink sink;
    private volatile boolean flushing;
    private volatile boolean closed;

    OutputReadiness(Sink sink) {
        this.sink = sink;
    }

    /** Begins a flush. */
    void flush() {
        flushing = !sink.flushed();
    }

    /** Whether a flush is still under way. */
    boolean isFlushing() {
        if (flushing && sink.flushed()) {
            flushing = false;
        }
        return flushing;
    }

    void close() {
        closed = true;
    }

    @Override
    public boolean ready() {
        return closed || (!isFlushing() || sink.drained().ready()) && sink.writable().ready();
    }

    @Override
    public Disposable onReady(Runnable wake) {
        var wait = new Wait(wake);
        wait.step();
        return wait;
    }

    /** Waits for the flush, then for room, and looks again, for others may write to the same sink. */
    private final class Wait implements Disposable {
        private final Runnable wake;
        private final Disposable.Swap current = Disposables.swap();
        private final AtomicInteger steps = new AtomicInteger();

        Wait(Runnable wake) {
            this.wake = wake;
        }

        /** Called by wake-ups too, on any thread; while one call is at it, others only have it look again. */
        void step() {
            int missed = 1;
            if (steps.getAndAdd(missed) != 0) {
                return;
            }
            do {
                if (ready()) {
                    wake.run();
                    return;
                }
                Readiness next = isFlushing() && !sink.drained().ready() ? sink.drained() : sink.writable();
                current.update(next.onReady(this::step));
                missed = steps.addAndGet(-missed);
            } while (missed != 0);
        }

        @Override
        public void dispose() {
            current.dispose();
        }

        @Override
        public boolean isDisposed() {
            return current.isDisposed();
        }
    }
}
