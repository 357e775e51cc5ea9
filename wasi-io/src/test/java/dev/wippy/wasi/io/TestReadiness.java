package dev.wippy.wasi.io;

import dev.wippy.kernel.spi.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A condition, and a count of those who wait for it. */
final class TestReadiness implements Readiness {
    private final BooleanSupplier condition;
    private final List<Runnable> waiting = new ArrayList<>();

    TestReadiness(BooleanSupplier condition) {
        this.condition = condition;
    }

    @Override
    public boolean ready() {
        return condition.getAsBoolean();
    }

    @Override
    public Disposable onReady(Runnable wake) {
        synchronized (waiting) {
            if (!ready()) {
                waiting.add(wake);
                return () -> {
                    synchronized (waiting) {
                        waiting.remove(wake);
                    }
                };
            }
        }
        wake.run();
        return Disposables.disposed();
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Wakes all who wait, whatever the condition says. */
    void wake() {
        List<Runnable> due;
        synchronized (waiting) {
            due = List.copyOf(waiting);
            waiting.clear();
        }
        due.forEach(Runnable::run);
    }
}
