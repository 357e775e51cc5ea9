package dev.wippy.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * All processes of a kernel, by their pids and names, and what can be done to them from outside of any (SPEC section 6);
 * {@link dev.wippy.kernel.spi.Actor} is the same for a process itself.
 *
 * <p>May be called from any thread. Each {@code Mono} does its work when it is subscribed to, on the subscribing thread,
 * without blocking; several subscriptions do it several times. Where a process is named that is gone or never was, it
 * fails with a {@link KernelException} of kind NotFound.
 */
public final class Processes {
    /** How many ended processes are remembered. */
    public static final int ENDED_KEPT = 1_000;

    private final Map<Pid, ActorState> actors = new ConcurrentHashMap<>();
    private final Map<Pid, Process> hosted = new ConcurrentHashMap<>();
    private final EndedProcesses ended = new EndedProcesses();
    private final Names names = new Names();
    private final AtomicLong ages = new AtomicLong();

    Processes() {}

    // What there is

    /** A process that a host runs and that has not ended; those of {@link Template#steps} are their subscriber's. */
    public Optional<Process> find(Pid pid) {
        return Optional.ofNullable(hosted.get(pid));
    }

    /** All processes that hosts run and that have not ended, in no order. */
    public List<Process> all() {
        return List.copyOf(hosted.values());
    }

    /** The last {@value #ENDED_KEPT} processes that ended, also of those that nobody hosts; the last one first. */
    public List<EndedProcess> ended() {
        return ended.all();
    }

    /** How many processes have not ended, those included that nobody hosts. */
    public int count() {
        return actors.size();
    }

    // Starting one

    /** Starts a process; fails as Unavailable if the host is full or closed. */
    public Mono<Process> spawn(ProcessHost host, Template template, Launch launch) {
        return Mono.fromCallable(() -> host.spawn(template, launch));
    }

    /**
     * Starts a process for another.
     *
     * @param parent the process that it is tied to
     * @param ties made before it runs, so that nothing of it is missed
     */
    public Mono<Process> spawn(Pid parent, ProcessHost host, Template template, Launch launch, Tie... ties) {
        return Mono.fromCallable(() -> spawn(get(parent), host, template, launch, ties));
    }

    static Process spawn(ActorState parent, ProcessHost host, Template template, Launch launch, Tie... ties) {
        return host.spawn(template, launch, child -> tie(parent, child, ties));
    }

    /** All of the ties, or none. */
    private static void tie(ActorState parent, ActorState child, Tie... ties) {
        try {
            for (Tie tie : ties) {
                switch (tie) {
                    case MONITOR -> parent.monitor(child);
                    case LINK -> parent.link(child);
                }
            }
        } catch (KernelException refused) {
            parent.unmonitor(child);
            parent.unlink(child);
            throw refused;
        }
    }

    /** Starts a process and waits for its end, of whatever kind; cancelling terminates it. */
    public Mono<Exit> exec(ProcessHost host, Template template, Launch launch) {
        return Mono.defer(() -> {
            Process process = host.spawn(template, launch);
            return process.exit().doOnCancel(process::terminate);
        });
    }

    // What is done to one

    /**
     * Puts a message into a mailbox; complete means that it is there. See {@link dev.wippy.kernel.spi.Actor#send}.
     */
    public Mono<Void> send(Pid to, String topic, @Nullable Object payload) {
        return does(() -> get(to).send(Optional.empty(), topic, payload));
    }

    /** Asks a process to end. One that receives events gets it as one; any other ends at its next wait or safepoint. */
    public Mono<Void> cancel(Pid process, String reason) {
        return does(() -> get(process).cancel(Optional.empty(), reason));
    }

    /** Ends a process, also while it computes. */
    public Mono<Void> terminate(Pid process) {
        return does(() -> get(process).terminate("terminated"));
    }

    /** Has a process hear of another's end, once; asking again changes nothing. */
    public Mono<Void> monitor(Pid watcher, Pid watched) {
        return does(() -> get(watcher).monitor(get(watched)));
    }

    /** Has it no longer hear of it; true: it will not, false: it was not going to, or has heard, or there is none. */
    public Mono<Boolean> unmonitor(Pid watcher, Pid watched) {
        return Mono.fromCallable(() -> unmonitor(get(watcher), watched));
    }

    /** Ties two processes to one fate: each fails when the other ends with an error, unless it traps links. */
    public Mono<Void> link(Pid one, Pid other) {
        return does(() -> get(one).link(get(other)));
    }

    /** Unties them; true: the end of {@code other} no longer matters to {@code one}; false: it did not, or was told. */
    public Mono<Boolean> unlink(Pid one, Pid other) {
        return Mono.fromCallable(() -> unlink(get(one), other));
    }

    /** Whether a process gets the failures of those it is linked to as events, and does not fail with them. */
    public Mono<Void> trapLinks(Pid process, boolean trap) {
        return does(() -> get(process).trapLinks(trap));
    }

    // Names

    /** Gives a process a name, until it ends; fails as AlreadyExists if another has it. */
    public Mono<Void> register(String name, Pid process) {
        return does(() -> get(process).register(name));
    }

    /** Takes a name from whoever has it; fails as NotFound if nobody has. */
    public Mono<Void> unregister(String name) {
        return does(() -> names.get(name).unregister(name));
    }

    /** The process that has a name; fails as NotFound if none has. */
    public Mono<Pid> lookup(String name) {
        return Mono.fromCallable(() -> names.get(name).pid());
    }

    static Mono<Void> does(Runnable action) {
        return Mono.fromRunnable(action);
    }

    // For the kernel

    Names names() {
        return names;
    }

    long nextAge() {
        return ages.incrementAndGet();
    }

    boolean unmonitor(ActorState watcher, Pid watched) {
        return tie(watcher, watched).map(watcher::unmonitor).orElse(false);
    }

    boolean unlink(ActorState one, Pid other) {
        return tie(one, other).map(one::unlink).orElse(false);
    }

    private Optional<ActorState> tie(ActorState one, Pid other) {
        return Optional.ofNullable(actors.get(other)).or(() -> one.tiedTo(other));
    }

    /** @throws KernelException of kind NotFound */
    ActorState get(Pid pid) {
        ActorState found = actors.get(pid);
        if (found == null) {
            throw ActorState.notFound(pid);
        }
        return found;
    }

    void add(ActorState actor) {
        actors.put(actor.pid(), actor);
    }

    void add(Process process) {
        hosted.put(process.pid(), process);
    }

    void remember(EndedProcess process) {
        ended.add(process);
    }

    void remove(Pid pid) {
        actors.remove(pid);
        hosted.remove(pid);
    }
}
