package dev.wippy.kernel;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.engine.Budget;
import dev.wippy.engine.Safepoint;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Stdio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A process while it runs: its virtual thread, its run permit, its way from Init to Close.
 *
 * <p>It is always in one of the {@linkplain #state states} below. The process's own thread moves between them; the
 * slicer makes one move only, from HOST to LOST.
 */
final class ProcessRun extends Safepoint.Guest implements ProcessContext {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRun.class);

    /** Holds no permit: not started, waiting, or over. */
    private static final int AWAY = 0;

    /** Runs guest code, with a permit. */
    private static final int GUEST = 1;

    /** Runs host code that the guest called, with a permit. */
    private static final int HOST = 2;

    /** Runs host code that took so long that the permit went to somebody else. */
    private static final int LOST = 3;

    /**
     * A carrier runs what its own threads woke before it looks at what came from elsewhere. A process that hands its
     * permit over wakes the next one there, so that a carrier of busy guests would never look: the embedder's threads,
     * and processes that start, would wait for ever. So a process pauses for that long <em>before</em> it hands over.
     */
    private static final long PAUSE_NANOS = 1_000;

    private final Pid pid;
    private final Template template;
    private final Launch launch;
    private final ProcessHost host;
    private final Kernel kernel;
    private final StepGate gate;
    private final ContextView reactorContext;
    private final Budget budget;
    private final Thread thread;

    private final AtomicInteger state = new AtomicInteger(AWAY);
    private final AtomicReference<@Nullable Failure> ending = new AtomicReference<>();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private volatile long sliceStart;
    private volatile int hostCalls;
    private int hostCallsAtTick = -1;

    private List<Object> settings = List.of();
    private boolean started;
    private boolean mayStep;
    private long steps;
    private long ranNanos;
    private Optional<Completion> wokenBy = Optional.empty();
    private volatile @Nullable Operation waitingFor;

    ProcessRun(
            Pid pid, Template template, Launch launch, ProcessHost host, StepGate gate, ContextView reactorContext) {
        this.pid = pid;
        this.template = template;
        this.launch = launch;
        this.host = host;
        this.kernel = host.kernel();
        this.gate = gate;
        this.reactorContext = reactorContext;
        this.budget = kernel.budget()
                .within(template.limits().maxMemory(), template.limits().maxTableElements());
        this.thread = Thread.ofVirtual().name(pid.toString()).unstarted(() -> Safepoint.run(this, this::live));
    }

    void start() {
        thread.start();
    }

    /** Its subscriber cancelled before it ran. */
    void neverStarted() {
        host.forget(this);
        budget.close();
    }

    Thread thread() {
        return thread;
    }

    /** What it waits for now, if it waits. */
    Optional<Operation> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    // What the rest of the kernel does to it, from any thread

    /**
     * Ends the process, also while it computes or waits; the first reason given stands.
     *
     * @param interrupt whether a call that it makes to the host is to be interrupted
     */
    void end(Failure reason, boolean interrupt) {
        if (!ending.compareAndSet(null, reason)) {
            return;
        }
        int now = state.get();
        if (now == GUEST) {
            request();
        } else if (interrupt && (now == HOST || now == LOST)) {
            thread.interrupt();
        }
        LockSupport.unpark(thread);
    }

    boolean isEnding() {
        return ending.get() != null;
    }

    /** Called by the slicer, once a slice. */
    void tick(long now) {
        switch (state.get()) {
            case GUEST -> {
                if (now - sliceStart >= Slicer.SLICE_NANOS) {
                    request();
                }
            }
            case HOST -> {
                int calls = hostCalls;
                if (calls == hostCallsAtTick && state.compareAndSet(HOST, LOST)) {
                    host.permits().release();
                    withdraw();
                }
                hostCallsAtTick = calls;
            }
            default -> {}
        }
    }

    // Its life

    private void live() {
        Exit exit;
        ProcessBody body = null;
        Disposable deadline = Disposables.disposed();
        try {
            takeStep();
            resume(GUEST);
            deadline = armDeadline();
            body = template.factory().create(this);
            settings = template.settings().apply(launch);
            body.init();
            suspend();
            started = true;
            emit(new Step.Started(steps++, takeRan(), OptionalLong.empty()));
            takeStep();
            resume(GUEST);
            Object value = body.run();
            throwIfEnding();
            exit = exit(value, Optional.empty(), OptionalInt.empty());
        } catch (ChosenExit chosen) {
            exit = exit(null, Optional.empty(), OptionalInt.of(chosen.code()));
        } catch (Throwable thrown) {
            exit = exit(null, Optional.of(failure(thrown)), OptionalInt.empty());
        }
        suspend();
        deadline.dispose();
        close(body);
        finish(exit);
    }

    private Disposable armDeadline() {
        Optional<Duration> most = template.limits().maxExecution();
        if (most.isEmpty()) {
            return Disposables.disposed();
        }
        Failure late = Failure.of(
                ErrorKind.TIMEOUT, "max_execution_ms: " + most.get().toMillis() + " ms are over");
        return time().schedule(() -> end(late, true), most.get());
    }

    private Exit exit(@Nullable Object value, Optional<Failure> failure, OptionalInt code) {
        return new Exit(pid, time().now(), value, failure, code);
    }

    /** Once a process is being ended, whatever it throws is only how it went. */
    private Failure failure(Throwable thrown) {
        Failure reason = ending.get();
        return reason != null ? reason : Failures.of(thrown, template.entry(), budget);
    }

    private void close(@Nullable ProcessBody body) {
        started = false;
        // What is left of an interrupt was meant for the code that is over.
        Thread.interrupted();
        if (body != null) {
            closeOne(body);
        }
        AutoCloseable next;
        while ((next = resources.pollLast()) != null) {
            closeOne(next);
        }
        budget.close();
    }

    private void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception | LinkageError | StackOverflowError failed) {
            LOG.warn("{} {}: closing {} failed", pid, template.entry(), resource.getClass().getName(), failed);
        }
    }

    private void finish(Exit exit) {
        host.forget(this);
        if (mayStep || gate.awaitDemand(() -> false)) {
            emit(new Step.Exited(steps++, takeRan(), OptionalLong.empty(), exit, takeWokenBy()));
        }
    }

    // Steps and permits, on its own thread

    /** Waits until it may take one more step. */
    private void takeStep() {
        if (!mayStep) {
            mayStep = gate.awaitDemand(this::isEnding);
            if (!mayStep) {
                throwIfEnding();
                throw new Killed(Failure.of(ErrorKind.CANCELED, "nobody wants its steps any more"));
            }
        }
    }

    private void emit(Step step) {
        mayStep = false;
        gate.emit(step);
    }

    private Duration takeRan() {
        Duration ran = Duration.ofNanos(ranNanos);
        ranNanos = 0;
        return ran;
    }

    private Optional<Completion> takeWokenBy() {
        Optional<Completion> woken = wokenBy;
        wokenBy = Optional.empty();
        return woken;
    }

    /** Takes a permit and goes on as GUEST or HOST. */
    private void resume(int as) {
        host.permits().acquire();
        if (host.permits().pauseDue()) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        sliceStart = System.nanoTime();
        state.set(as);
        kernel.slicer().add(this);
        // After the state is set: whoever ends the process either sees it, or is seen here.
        if (isEnding()) {
            suspend();
            throwIfEnding();
        }
    }

    /** Gives the permit back; does nothing when it has none. */
    private void suspend() {
        int before = state.getAndSet(AWAY);
        if (before == AWAY) {
            return;
        }
        kernel.slicer().remove(this);
        ranNanos += System.nanoTime() - sliceStart;
        withdraw();
        if (before != LOST) {
            host.permits().release();
        }
    }

    private void throwIfEnding() {
        Failure reason = ending.get();
        if (reason != null) {
            throw new Killed(reason);
        }
    }

    /** The end of a slice, or of the process: called by the guest's code at a safepoint. */
    @Override
    protected void reached() {
        throwIfEnding();
        if (state.get() == GUEST) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
            suspend();
            resume(GUEST);
        }
    }

    /** Calls a function of the host's for the guest. */
    @Nullable
    Object callHost(ComponentFunction function, Object[] arguments) {
        hostCalls++;
        state.set(HOST);
        try {
            // After the state is set, so that whoever ends the process either interrupts the call or is seen here.
            throwIfEnding();
            return function.call(arguments);
        } finally {
            backFromHost();
        }
    }

    private void backFromHost() {
        if (!state.compareAndSet(HOST, GUEST)) {
            suspend();
            resume(GUEST);
        }
        if (isEnding()) {
            Thread.interrupted();
            throwIfEnding();
        }
    }

    // What runs inside it asks for

    @Override
    public <T> @Nullable T await(Mono<T> mono, Operation operation) {
        throwIfEnding();
        Await<T> wait = new Await<>(thread, reactorContext);
        mono.subscribe(wait);
        if (!wait.done()) {
            suspendUntilDone(wait, operation);
        }
        Throwable error = wait.error();
        if (error == null) {
            return wait.value();
        }
        if (error instanceof RuntimeException || error instanceof Error) {
            Failures.rethrow(error);
        }
        throw new KernelException(ErrorKind.INTERNAL, operation + ": " + error.getMessage(), error);
    }

    private void suspendUntilDone(Await<?> wait, Operation operation) {
        int before = state.get();
        suspend();
        waitingFor = operation;
        if (started) {
            emit(new Step.Suspended(steps++, takeRan(), OptionalLong.empty(), operation, takeWokenBy()));
        }
        try {
            while (!wait.done()) {
                throwIfEnding();
                LockSupport.park(wait);
                // An interrupt is not for a wait, and would keep it from parking.
                Thread.interrupted();
            }
        } catch (Killed killed) {
            wait.cancel();
            throw killed;
        } finally {
            waitingFor = null;
        }
        if (started) {
            wokenBy = Optional.of(wait.completion(operation));
        }
        if (before != AWAY) {
            takeStep();
            resume(before == LOST ? HOST : before);
        }
    }

    @Override
    public void exit(int code) {
        throw new ChosenExit(code);
    }

    @Override
    public void onClose(AutoCloseable resource) {
        resources.addLast(resource);
    }

    @Override
    public <T> Optional<T> config(Class<T> type) {
        return settings.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public Pid pid() {
        return pid;
    }

    @Override
    public String entry() {
        return template.entry();
    }

    @Override
    public Launch launch() {
        return launch;
    }

    @Override
    public Limits limits() {
        return template.limits();
    }

    @Override
    public Stdio stdio() {
        return launch.stdio().orElse(host.stdio());
    }

    @Override
    public Time time() {
        return kernel.time();
    }

    @Override
    public Budget budget() {
        return budget;
    }

    @Override
    public String toString() {
        return pid + " " + template.entry();
    }
}
