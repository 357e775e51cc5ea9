package dev.wippy.wasi.io;

import dev.wippy.engine.Budget;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Stdio;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A process whose guest is a piece of Java on a virtual thread, in virtual time. */
final class TestProcess implements ProcessContext {
    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final Time time = Time.of(() -> clock);
    private final BlockingQueue<Operation> suspensions = new LinkedBlockingQueue<>();
    private ProgramSettings settings = ProgramSettings.NONE;

    /** Runs a guest. */
    <T> FutureTask<T> run(Callable<T> guest) {
        var task = new FutureTask<>(guest);
        Thread.startVirtualThread(task);
        return task;
    }

    /** Waits until the guest is suspended. */
    Operation nextSuspension() throws InterruptedException {
        Operation operation = suspensions.poll(30, TimeUnit.SECONDS);
        if (operation == null) {
            throw new AssertionError("the guest was not suspended");
        }
        return operation;
    }

    boolean wasNeverSuspended() {
        return suspensions.isEmpty();
    }

    void advance(Duration duration) {
        clock.advanceTimeBy(duration);
    }

    void setEnvironment(Map<String, String> environment) {
        settings = new ProgramSettings(settings.arguments(), environment, settings.workingDirectory());
    }

    @Override
    public <T> T await(Mono<T> mono, Operation operation) {
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
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public <T> Optional<T> config(Class<T> type) {
        return Optional.of(settings).filter(type::isInstance).map(type::cast);
    }

    @Override
    public Stdio stdio() {
        return Stdio.NONE;
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
    public void exit(int code) {
        throw new AssertionError("exit " + code);
    }

    @Override
    public void onClose(AutoCloseable resource) {
        throw new AssertionError("onClose " + resource);
    }
}
