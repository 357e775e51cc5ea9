package dev.wippy.test;

import dev.wippy.engine.Budget;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Stdio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * A process whose guest is a piece of Java on a virtual thread, in virtual time: for tests of the functions of an import
 * module, without a component and without a kernel. Cancelling the future of {@link #run} is its kill.
 */
public final class JavaGuest implements ProcessContext, AutoCloseable {
    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final Time time = Time.of(() -> clock);
    private final BlockingQueue<Operation> suspensions = new LinkedBlockingQueue<>();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final Stdio stdio;
    private final List<Object> settings;

    private JavaGuest(Stdio stdio, List<Object> settings) {
        this.stdio = stdio;
        this.settings = settings;
    }

    /**
     * A guest without standard streams.
     *
     * @param settings what {@link #config} finds, by type
     */
    public static JavaGuest of(Object... settings) {
        return new JavaGuest(Stdio.NONE, List.of(settings));
    }

    /** The same with other standard streams. */
    public JavaGuest withStdio(Stdio stdio) {
        return new JavaGuest(stdio, settings);
    }

    /** Runs something as the guest would. */
    public <T> FutureTask<T> run(Callable<T> guest) {
        var task = new FutureTask<>(guest);
        Thread.startVirtualThread(task);
        return task;
    }

    /**
     * Waits until the guest is suspended.
     *
     * @return what it waits for
     * @throws AssertionError if it is not, after {@link TestKernel#PATIENCE}
     */
    public Operation nextSuspension() throws InterruptedException {
        Operation operation = suspensions.poll(TestKernel.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        if (operation == null) {
            throw new AssertionError("the guest was not suspended");
        }
        return operation;
    }

    /** Whether no suspension is left that {@link #nextSuspension} would tell. */
    public boolean wasNeverSuspended() {
        return suspensions.isEmpty();
    }

    /** Lets virtual time go by; what is due runs on the calling thread. */
    public void advance(Duration duration) {
        clock.advanceTimeBy(duration);
    }

    /** What {@link #exit} throws, since it does not return. */
    public static final class Exited extends Error {
        private static final long serialVersionUID = 1L;
        private final int code;

        Exited(int code) {
            super("exit " + code, null, false, false);
            this.code = code;
        }

        /** The exit code, 0 for success. */
        public int code() {
            return code;
        }
    }

    @Override
    public void exit(int code) {
        throw new Exited(code);
    }

    @Override
    public <T> @Nullable T await(Mono<T> mono, Operation operation) {
        var end = mono.toFuture();
        if (!end.isDone()) {
            suspensions.add(operation);
        }
        try {
            return end.get();
        } catch (InterruptedException interrupted) {
            end.cancel(true);
            throw new CancellationException("killed");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException plain
                    ? plain
                    : new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public <T> Optional<T> config(Class<T> type) {
        return settings.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public Stdio stdio() {
        return stdio;
    }

    @Override
    public Pid pid() {
        return new Pid("test:host", 1);
    }

    @Override
    public String entry() {
        return "test:guest";
    }

    @Override
    public Launch launch() {
        return Launch.of();
    }

    @Override
    public Limits limits() {
        return Limits.defaults();
    }

    @Override
    public Budget budget() {
        return Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED);
    }

    @Override
    public void onClose(AutoCloseable resource) {
        synchronized (resources) {
            resources.push(resource);
        }
    }

    /**
     * Ends the process: what was given to {@link #onClose} is closed, the last first.
     *
     * @throws AssertionError if something can't be closed
     */
    @Override
    public void close() {
        while (true) {
            AutoCloseable next;
            synchronized (resources) {
                next = resources.poll();
            }
            if (next == null) {
                return;
            }
            try {
                next.close();
            } catch (Exception failed) {
                throw new AssertionError("closing " + next + " failed", failed);
            }
        }
    }
}
