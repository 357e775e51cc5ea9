package dev.wippy.wasi.cli;

import dev.wippy.kernel.spi.Readiness;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A condition over state that a lock guards, and the wake-ups of those who wait for it. */
final class Signal implements Readiness {
    private final Object lock;
    private final BooleanSupplier condition;
    private final Set<Wake> waiting = new LinkedHashSet<>();

    /** @param condition is asked with the lock held */
    Signal(Object lock, BooleanSupplier condition) {
        this.lock = lock;
        this.condition = condition;
    }

    @Override
    public boolean ready() {
        synchronized (lock) {
            return condition.getAsBoolean();
        }
    }

    @Override
    public Disposable onReady(Runnable wake) {
        synchronized (lock) {
            if (!condition.getAsBoolean()) {
                var added = new Wake(wake);
                waiting.add(added);
                return added;
            }
        }
        wake.run();
        return Disposables.disposed();
    }

    /**
     * Takes the wake-ups that are due, if the condition holds. Called with the lock held; the caller runs them once it
     * has let go of it, for they may call back.
     */
    List<Runnable> due() {
        if (waiting.isEmpty() || !condition.getAsBoolean()) {
            return List.of();
        }
        List<Runnable> due = new ArrayList<>(waiting.size());
        waiting.forEach(wake -> due.add(wake.action));
        waiting.clear();
        return due;
    }

    private final class Wake implements Disposable {
        private final Runnable action;

        Wake(Runnable action) {
            this.action = action;
        }

        @Override
        public void dispose() {
            synchronized (lock) {
                waiting.remove(this);
            }
        }

        @Override
        public boolean isDisposed() {
            synchronized (lock) {
                return !waiting.contains(this);
            }
        }
    }
}
