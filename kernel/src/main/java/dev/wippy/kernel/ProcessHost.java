package dev.wippy.kernel;

import dev.wippy.kernel.spi.Stdio;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentMap<Pid, ProcessRun> runs = new ConcurrentHashMap<>();
    private final ConcurrentMap<Pid, HostedProcess> processes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ProcessHost(Kernel kernel, HostOptions options) {
        this.kernel = kernel;
        this.options = options;
        this.permits = new RunPermits(options.workers());
    }

    /** Its id. */
    public String id() {
        return options.id();
    }

    /**
     * Starts a process.
     *
     * @throws KernelException of kind Unavailable if the host is full or closed
     */
    public Process spawn(Template template, Launch launch) {
        var process = new HostedProcess();
        ProcessRun run = register(template, launch, process, Context.empty());
        process.attach(run);
        processes.put(run.pid(), process);
        run.start();
        return process;
    }

    /** How many processes it has, those of cold publishers too. */
    int count() {
        return count.get();
    }

    /** Its processes that have not ended, in no order. */
    public List<Process> processes() {
        return List.copyOf(processes.values());
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
        int most = options.maxProcesses().orElse(Integer.MAX_VALUE);
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw new KernelException(
                    ErrorKind.UNAVAILABLE, "host " + id() + " is full: host.max_processes is " + most);
        }
        var run = new ProcessRun(new Pid(id(), numbers.incrementAndGet()), template, launch, this, gate, context);
        runs.put(run.pid(), run);
        // After it is listed: close() either finds it, or is seen here.
        if (closed) {
            forget(run);
            throw new KernelException(ErrorKind.UNAVAILABLE, "host " + id() + " is closed");
        }
        return run;
    }

    /** The process is gone, or never ran. */
    void forget(ProcessRun run) {
        processes.remove(run.pid());
        if (runs.remove(run.pid()) != null) {
            count.decrementAndGet();
        }
    }

    Kernel kernel() {
        return kernel;
    }

    RunPermits permits() {
        return permits;
    }

    Stdio stdio() {
        return options.stdio();
    }
}
