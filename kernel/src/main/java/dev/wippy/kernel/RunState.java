package dev.wippy.kernel;

import dev.wippy.engine.Safepoint;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process runs, and what with; and why it is to end, once it is.
 *
 * <p>It is always in one of the states below. The process's own thread moves between them; others make two moves only:
 * the slicer from HOST to LOST, the watchdog from any to GONE, which is never left.
 *
 * <p>Whoever ends a process first records why, then looks at the state; the process first changes the state, then looks
 * whether it is to end: one of the two always sees the other.
 */
final class RunState extends Safepoint.Guest {

    /** Holds no permit: not started, waiting, or over. */
    static final int AWAY = 0;

    /** Runs guest code, with a permit. */
    static final int GUEST = 1;

    /** Runs host code that the guest called, with a permit. */
    static final int HOST = 2;

    /** Runs host code that took so long that the permit went to somebody else. */
    static final int LOST = 3;

    /** Did not end when it was told to: its thread still runs, but the process is over, and has no permit. */
    static final int GONE = 4;

    /**
     * A carrier runs what its own threads woke before it looks at what came from elsewhere. A process that hands its
     * permit over wakes the next one there, so that a carrier of busy guests would never look: the embedder's threads,
     * and processes that start, would wait for ever. So a process pauses for that long <em>before</em> it hands over.
     */
    private static final long PAUSE_NANOS = 1_000;

    private final RunPermits permits;
    private final Slicer slicer;
    private final AtomicInteger state = new AtomicInteger(AWAY);
    private final AtomicReference<@Nullable Failure> ending = new AtomicReference<>();

    /** Set once, before the process runs. */
    private @Nullable Thread thread;

    private RunPermits.@Nullable Ticket ticket;
    private volatile long sliceStart;
    private volatile int hostCalls;
    private int hostCallsAtTick = -1;
    private long ranNanos;
    private final StackWatch stack = new StackWatch();

    /** Read by others too, who may see an older one. */
    private long ranInAll;

    /** Guarded by this: an interrupt is for what runs, never for Close. */
    private boolean closing;

    RunState(RunPermits permits, Slicer slicer) {
        this.permits = permits;
        this.slicer = slicer;
    }

    void attach(Thread thread) {
        this.thread = thread;
    }

    private Thread thread() {
        Thread current = thread;
        if (current == null) {
            throw new IllegalStateException("the process has no thread yet");
        }
        return current;
    }

    // From any thread

    /** Queues up for the first permit before the thread starts, so that those that wait are counted when they come. */
    void enter() {
        ticket = permits.enter(thread());
    }

    /** The same; false if as many wait already. */
    boolean enterWithin(int most) {
        ticket = permits.enterWithin(thread(), most);
        return ticket != null;
    }

    /** It will not run after all. */
    void neverStarted() {
        RunPermits.Ticket entered = ticket;
        if (entered != null) {
            ticket = null;
            permits.leave(entered);
        }
    }

    /**
     * Has it end, also while it computes or waits; the first reason given stands.
     *
     * @param interrupt whether what runs in it is to be interrupted
     */
    void end(Failure reason, boolean interrupt) {
        if (!ending.compareAndSet(null, reason) && !interrupt) {
            return;
        }
        if (state.get() == GUEST) {
            request();
        }
        if (interrupt) {
            interruptWhatRuns();
        }
        LockSupport.unpark(thread());
    }

    private synchronized void interruptWhatRuns() {
        int now = state.get();
        if (!closing && (now == GUEST || now == HOST || now == LOST)) {
            thread().interrupt();
        }
    }

    /** What it was at a moment ago, one of the states above. */
    int now() {
        return state.get();
    }

    /** The same for people; it is not told here whether it waits. */
    ProcessState whatItDoes() {
        return switch (state.get()) {
            case GUEST -> ProcessState.RUNNING;
            case HOST, LOST -> ProcessState.IN_HOST;
            case GONE -> ProcessState.CLOSING;
            default -> ProcessState.QUEUED;
        };
    }

    /** How long it has held a permit, but for the present turn. */
    long ranInAll() {
        return ranInAll;
    }

    Optional<Failure> ending() {
        return Optional.ofNullable(ending.get());
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
                    permits.release();
                    withdraw();
                }
                hostCallsAtTick = calls;
            }
            default -> {}
        }
    }

    /** Takes the permit from a thread that does not come back. */
    void abandon() {
        int before = state.getAndSet(GONE);
        slicer.remove(this);
        withdraw();
        if (before == GUEST || before == HOST) {
            permits.release();
        }
    }

    // On the process's own thread

    /** What holds its permits while it waits for others to wake it. */
    RunPermits permits() {
        return permits;
    }

    /** It was queued up while it waited. */
    void enter(RunPermits.Ticket entered) {
        ticket = entered;
    }

    /** Takes a permit and goes on as GUEST or HOST. */
    void resume(int as) {
        RunPermits.Ticket entered = ticket;
        ticket = null;
        if (entered == null) {
            entered = permits.enter(thread());
        }
        if (!permits.await(entered, this::isEnding)) {
            throwIfEnding();
        }
        if (permits.pauseDue()) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        sliceStart = System.nanoTime();
        if (!state.compareAndSet(AWAY, as)) {
            permits.release();
            throwIfEnding();
        }
        slicer.add(this);
        // After the state is set: whoever ends the process either sees it, or is seen here.
        if (isEnding()) {
            suspend();
            throwIfEnding();
        }
    }

    /**
     * Gives the permit back; does nothing when it has none.
     *
     * @return the state before
     */
    int suspend() {
        int before;
        do {
            before = state.get();
            if (before == AWAY || before == GONE) {
                return before;
            }
        } while (!state.compareAndSet(before, AWAY));
        slicer.remove(this);
        long ran = System.nanoTime() - sliceStart;
        ranNanos += ran;
        ranInAll += ran;
        stack.ran(ran);
        withdraw();
        if (before != LOST) {
            permits.release();
        }
        return before;
    }

    /** Nothing of the process runs from here on but its Close, which no interrupt is meant for. */
    void close() {
        suspend();
        neverStarted();
        synchronized (this) {
            closing = true;
            Thread.interrupted();
        }
    }

    /** Raised at each import, wait and safepoint until the thread is out, whoever caught it before. */
    void throwIfEnding() {
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
            checkStack();
        }
    }

    /** Ends the process when its stack, of which most is in the heap, is deeper than a thread's may be. */
    void checkStack() {
        if (stack.isTooDeep()) {
            end(Failure.of(ErrorKind.INTERNAL, "wasm trap: call stack exhausted"), false);
            throwIfEnding();
        }
    }

    /** From guest code into the host. */
    void enterHost() {
        hostCalls++;
        state.compareAndSet(GUEST, HOST);
        // After the state is set, so that whoever ends the process either interrupts the call or is seen here.
        throwIfEnding();
    }

    /** Back from the host, for a permit if it was lost. */
    void leaveHost() {
        if (isEnding()) {
            Thread.interrupted();
            state.compareAndSet(HOST, GUEST);
            throwIfEnding();
        }
        if (!state.compareAndSet(HOST, GUEST)) {
            suspend();
            resume(GUEST);
        }
        throwIfEnding();
    }

    /** How long it held a permit since it was asked last. */
    long takeRanNanos() {
        long ran = ranNanos;
        ranNanos = 0;
        return ran;
    }
}
