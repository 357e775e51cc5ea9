package dev.wippy.kernel;

import dev.wippy.engine.Budget;
import dev.wippy.kernel.spi.Stdio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Runs processes, each on a virtual thread of its own, and at most a number of them at once; who computes takes turns
 * with the others. All methods may be called from any thread, and none blocks.
 */
public final class ProcessHost implements AutoCloseable {

    /** How many steps a slow subscriber of {@link Process#steps} may be behind. */
    public static final int STEPS_KEPT = 256;

    private final Kernel kernel;
    private final HostOptions options;
    private final RunPermits permits;
    private final Budget budget;
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentMap<Pid, ProcessRun> runs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ProcessHost(Kernel kernel, HostOptions options) {
        this.kernel = kernel;
        this.options = options;
        this.permits = new RunPermits(options.workers());
        this.budget = options.maxMemory().isEmpty()
                ? kernel.budget()
                : kernel.hibernator().watch(
                        kernel.budget().within(options.maxMemory().getAsLong(), Budget.UNBOUNDED));
    }

    /** Its id. */
    public String id() {
        return options.id();
    }

    /**
     * Starts a process.
     *
     * @throws KernelException of kind Unavailable if the host is closed, or is full by any of its bounds
     */
    public Process spawn(Template template, Launch launch) {
        return spawn(template, launch, _ -> {});
    }

    /**
     * The same with these values, one for each parameter, as SPEC section 3 maps them.
     *
     * @throws KernelException of kind Unavailable if the host is closed, or is full by any of its bounds
     */
    public Process spawn(Template template, @Nullable Object... arguments) {
        return spawn(template, Launch.of(arguments));
    }

    /** @param tie ties it to others before it runs; what it throws keeps it from running */
    Process spawn(Template template, Launch launch, Consumer<ActorState> tie) {
        var process = new HostedProcess();
        ProcessRun run = register(template, launch, process, Context.empty());
        process.attach(run);
        try {
            if (!run.state().enterWithin(options.queueSize().orElse(Integer.MAX_VALUE))) {
                throw full("host.queue_size is " + options.queueSize().getAsInt());
            }
            tie.accept(run.peer());
        } catch (KernelException refused) {
            run.neverStarted(refused);
            throw refused;
        }
        kernel.processes().add(process);
        run.start();
        return process;
    }

    /** How many processes it has, those of cold publishers too. */
    int count() {
        return count.get();
    }

    /** Its processes that have not ended, in no order; not those of {@link Template#steps}. */
    public List<Process> processes() {
        var all = new ArrayList<Process>();
        runs.keySet().forEach(pid -> kernel.processes().find(pid).ifPresent(all::add));
        return List.copyOf(all);
    }

    /** Refuses new processes, and terminates those that run; each tells its end in {@link Process#exit}. */
    @Override
    public void close() {
        closed = true;
        Failure reason = Failure.of(ErrorKind.CANCELED, "its host " + id() + " was closed");
        runs.values().forEach(run -> run.end(reason, true));
        kernel.closed(this);
    }

    /** Makes a process that does not run yet. */
    ProcessRun register(Template template, Launch launch, StepGate gate, ContextView context) {
        if (budget.bytes() >= budget.maxBytes()) {
            throw full((options.maxMemory().isPresent() ? "host.max_memory is " : "the memory of all processes is ")
                    + budget.maxBytes() + " bytes");
        }
        int most = options.maxProcesses().orElse(Integer.MAX_VALUE);
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw full("host.max_processes is " + most);
        }
        var run = new ProcessRun(kernel.nextPid(id()), template, launch, this, gate, context);
        runs.put(run.pid(), run);
        // After it is listed: close() either finds it, or is seen here.
        if (closed) {
            var refused = new KernelException(
                    ErrorKind.UNAVAILABLE,
                    (kernel.isClosed() ? "the kernel" : "host " + id()) + " is closed, so " + template.entry()
                            + " can't run");
            run.neverStarted(refused);
            throw refused;
        }
        kernel.processes().add(run.peer());
        return run;
    }

    private KernelException full(String bound) {
        return new KernelException(ErrorKind.UNAVAILABLE, "host " + id() + " is full: " + bound);
    }

    /** The process is gone, or never ran. */
    void forget(ProcessRun run) {
        kernel.processes().remove(run.pid());
        if (runs.remove(run.pid()) != null) {
            count.decrementAndGet();
        }
    }

    Kernel kernel() {
        return kernel;
    }

    Budget budget() {
        return budget;
    }

    RunPermits permits() {
        return permits;
    }

    /** All of them, those of cold publishers too. */
    Collection<ProcessRun> runs() {
        return runs.values();
    }

    long hibernateAfterNanos() {
        return Time.nanos(options.hibernateAfter());
    }

    int mailboxSize() {
        return options.mailboxSize();
    }

    boolean countsFuel() {
        return options.countFuel();
    }

    Stdio stdio() {
        return options.stdio().orElseGet(kernel::stdio);
    }
}
