package dev.wippy.kernel;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.Hibernation;
import dev.wippy.engine.Safepoint;
import dev.wippy.kernel.spi.Actor;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.Mailbox;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Stdio;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** A process while it runs: its virtual thread, and its way from Init to Close. */
final class ProcessRun implements ProcessContext {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRun.class);

    private final Pid pid;
    private final Template template;
    private final Launch launch;
    private final ProcessHost host;
    private final Kernel kernel;
    private final Budget budget;
    private final Hibernation hibernation;
    private final RunState state;
    private final Optional<GuestFuel> fuel;
    private final StepTrack steps;
    private final ActorState actor;
    private final Thread thread;
    private final ProcessWaits waits;
    private final Optional<BoundedOutput> output;
    private final long spawnedMillis;

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final AtomicBoolean concluded = new AtomicBoolean();

    private List<Object> settings = List.of();
    /** How it ends, from when that is known: only Close is left. */
    private volatile @Nullable Exit exit;

    ProcessRun(
            Pid pid, Template template, Launch launch, ProcessHost host, StepGate gate, ContextView reactorContext) {
        this.pid = pid;
        this.template = template;
        this.launch = launch;
        this.host = host;
        this.kernel = host.kernel();
        this.spawnedMillis = kernel.time().now().toEpochMilli();
        this.budget = host.budget()
                .within(template.limits().maxMemory(), template.limits().maxTableElements());
        this.hibernation = Hibernation.of(budget);
        this.state = new RunState(host.permits(), kernel.slicer());
        this.fuel = GuestFuel.of(state, template.limits(), host.countsFuel());
        this.steps = new StepTrack(gate, state, fuel);
        this.output = template.limits().maxOutput().isEmpty()
                ? Optional.empty()
                : Optional.of(new BoundedOutput(template.limits().maxOutput().getAsLong(), this::endHere));
        this.actor = new ActorState(
                pid,
                kernel.processes().nextAge(),
                this::end,
                kernel.processes().names(),
                budget,
                kernel.time(),
                host.mailboxSize(),
                template.limits().maxHandles(),
                template.receivesEvents());
        this.thread = Thread.ofVirtual().name(pid.toString()).unstarted(() -> Safepoint.run(state, this::live));
        state.attach(thread);
        this.waits = new ProcessWaits(thread, state, steps, hibernation, host, reactorContext);
    }

    // What the rest of the kernel does to it, from any thread

    void start() {
        thread.start();
    }

    /** It does not get to run: it was refused, or its subscriber cancelled first. */
    void neverStarted(KernelException why) {
        state.neverStarted();
        conclude(new Exit(pid, time().now(), null, Optional.of(Failure.of(why.kind(), String.valueOf(why
                .getMessage()))), OptionalInt.empty()));
        budget.close();
    }

    RunState state() {
        return state;
    }

    ActorState peer() {
        return actor;
    }

    Hibernation hibernation() {
        return hibernation;
    }

    /** Whether memory is short for it: of what its host has, or all have, more than seven tenths are taken. */
    boolean isShort() {
        return isShort(host.budget()) || isShort(kernel.budget());
    }

    private static boolean isShort(Budget budget) {
        return budget.bytes() > budget.maxBytes() / 10 * 7;
    }

    /** What it waits for now, if it waits. */
    Optional<Operation> waitingFor() {
        return waits.operation();
    }

    ProcessStatus status() {
        return new ProcessStatus(
                pid,
                template.entry(),
                spawned(),
                whatItDoes(),
                waits.now(),
                steps.made(),
                Duration.ofNanos(state.ranInAll()),
                fuel.isPresent() ? OptionalLong.of(fuel.get().spent()) : OptionalLong.empty(),
                budget.bytes(),
                actor.waiting(),
                actor.ties(),
                actor.names());
    }

    private Instant spawned() {
        return Instant.ofEpochMilli(spawnedMillis);
    }

    private ProcessState whatItDoes() {
        if (exit != null || concluded.get()) {
            return ProcessState.CLOSING;
        }
        return waits.operation().isPresent() ? ProcessState.WAITING : state.whatItDoes();
    }

    ProcessStack stack() {
        ProcessStack all = ProcessStack.of(thread.getStackTrace(), kernel.engine());
        return state.now() == RunState.GUEST ? new ProcessStack(all.guest(), List.of()) : all;
    }

    /**
     * Ends the process, also while it computes or waits; the first reason given stands.
     *
     * @param interrupt whether what runs in it is to be interrupted, and has to come out within the grace period
     */
    void end(Failure reason, boolean interrupt) {
        state.end(reason, interrupt);
        if (interrupt && thread.getState() != Thread.State.NEW && !concluded.get()) {
            kernel.watchdog().watch(this);
            if (concluded.get()) {
                kernel.watchdog().forget(this);
            }
        }
    }

    /** Ends the process on its own thread, out of what runs in it. */
    private void endHere(Failure reason) {
        state.end(reason, false);
        state.throwIfEnding();
    }

    /** The watchdog has lost patience: the process is over, whatever its thread does. */
    void abandon() {
        Exit known = exit;
        Exit over = known != null ? known : exit(null, state.ending(), OptionalInt.empty());
        if (!concluded.compareAndSet(false, true)) {
            return;
        }
        state.abandon();
        var where = new IllegalStateException("what the thread of " + pid + " does");
        where.setStackTrace(thread.getStackTrace());
        LOG.warn(
                "{} {} was ended, and its thread does not come out of {}: it is over without it",
                pid,
                template.entry(),
                known != null ? "closing what it had" : "the code that it called",
                where);
        tellOthers(over);
        steps.exited(over);
    }

    // Its life

    private void live() {
        ProcessBody body = null;
        Disposable deadline = Disposables.disposed();
        Exit how;
        try {
            waits.takeStep();
            state.resume(RunState.GUEST);
            deadline = armDeadline();
            body = template.factory().create(this);
            settings = template.settings().apply(launch);
            body.init();
            state.suspend();
            waits.parkMemories();
            steps.started();
            waits.takeStep();
            state.resume(RunState.GUEST);
            hibernation.unpark();
            Object value = body.run();
            state.throwIfEnding();
            how = exit(value, Optional.empty(), OptionalInt.empty());
        } catch (ChosenExit chosen) {
            how = exit(null, state.ending(), state.isEnding() ? OptionalInt.empty() : OptionalInt.of(chosen.code()));
        } catch (Throwable thrown) {
            how = exit(null, Optional.of(failure(thrown)), OptionalInt.empty());
        }
        exit = how;
        state.close();
        deadline.dispose();
        close(body);
        if (conclude(how)) {
            steps.exited(how);
        } else {
            LOG.info("{} {}: its thread came out at last, and what it had is closed", pid, template.entry());
        }
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
        return state.ending().orElseGet(() -> Failures.of(thrown, template.entry(), budget));
    }

    private void close(@Nullable ProcessBody body) {
        if (!concluded.get()) {
            kernel.watchdog().watch(this);
        }
        steps.closing();
        hibernation.unpark();
        // Before the budget is closed, which pays for what is in the mailbox.
        actor.close();
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
        } catch (Throwable failed) {
            // Whatever it is, also the end of the process raised anew: the others are to be closed, and the end told.
            LOG.warn("{} {}: closing {} failed", pid, template.entry(), resource.getClass().getName(), failed);
        }
    }

    /** @return whether it was not over before */
    private boolean conclude(Exit how) {
        if (!concluded.compareAndSet(false, true)) {
            return false;
        }
        tellOthers(how);
        return true;
    }

    /** There is room for another, then its names are free, then those tied to it hear. */
    private void tellOthers(Exit how) {
        kernel.watchdog().forget(this);
        host.forget(this);
        if (thread.getState() != Thread.State.NEW) {
            kernel.processes()
                    .remember(new EndedProcess(pid, template.entry(), spawned(), how.at(),
                            how.failure().map(EndedProcess.Reason::of), how.code()));
        }
        for (Runnable tell : actor.end(how)) {
            try {
                tell.run();
            } catch (RuntimeException failed) {
                LOG.error("{} {}: who was told of its end threw", pid, template.entry(), failed);
            }
        }
    }

    // Between the guest and the host

    /** Calls a function of the host's for the guest. */
    @Nullable
    Object callHost(ComponentFunction function, Object[] arguments) {
        Object result = null;
        try {
            state.enterHost();
            result = function.call(arguments);
        } finally {
            try {
                state.leaveHost();
                waits.wakeMemories();
            } catch (Killed | BudgetExceededException ended) {
                Unclaimed.dropLifted(result);
                throw ended;
            }
        }
        return result;
    }

    /** Calls a function of the host's for a core module. */
    long[] callHost(CoreHostFunction.Body body, CoreMemory memory, long[] arguments) {
        return inHost(() -> body.call(memory, arguments));
    }

    @Override
    public <T extends @Nullable Object> T inHost(Supplier<T> call) {
        try {
            state.enterHost();
            return call.get();
        } finally {
            state.leaveHost();
            waits.wakeMemories();
        }
    }

    @Override
    public <T> @Nullable T await(Mono<T> mono, Operation operation) {
        return waits.await(mono, operation, _ -> {});
    }

    /** @param unclaimed takes what came for the process when that is ended before it has it */
    <T> @Nullable T await(Mono<T> mono, Operation operation, Consumer<@Nullable Object> unclaimed) {
        return waits.await(mono, operation, unclaimed);
    }

    // What runs inside it asks for

    @Override
    public void exit(int code) {
        throw new ChosenExit(code);
    }

    @Override
    public void onClose(AutoCloseable resource) {
        resources.addLast(resource);
    }

    @Override
    public Mailbox mailbox() {
        return actor.subscribe();
    }

    @Override
    public Actor actor() {
        return new KernelActor(actor, host);
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
        Stdio given = launch.stdio().orElseGet(host::stdio);
        return output.isPresent() ? output.get().around(given) : given;
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
    public Optional<Fuel> fuel() {
        return fuel.map(Fuel.class::cast);
    }

    @Override
    public String toString() {
        return pid + " " + template.entry();
    }
}
