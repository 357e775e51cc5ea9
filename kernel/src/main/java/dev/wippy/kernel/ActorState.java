package dev.wippy.kernel;

import dev.wippy.engine.Budget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process as the others meet it: its mailbox, who monitors it, whom it is linked to, the names it has.
 *
 * <p>Each has one lock, itself. Making and ending a tie between two holds both locks, the older process's first, so that
 * each such operation happens at one instant. What a process's end tells others is told one by one, with the receiver's
 * lock only: <em>whether</em> it is told is decided there and then by the receiver's own set, {@code monitored} or
 * {@code links}, from which the tie is taken with the same step. So an end and an unmonitor that race are in some order:
 * either the event comes, or the unmonitor says that it will not.
 */
final class ActorState {

    /** How the process is ended from outside. */
    @FunctionalInterface
    interface Body {
        void end(Failure reason, boolean interrupt);
    }

    private enum Phase {
        /** Takes part. */
        OPEN,
        /** Its code is over, and it frees what it has: receives nothing, but is still there for those tied to it. */
        CLOSING,
        /** Gone. */
        ENDED
    }

    private final Pid pid;

    /** Counts all processes of the kernel: the order in which two are locked. */
    private final long age;

    private final Body body;
    private final int maxTies;
    private final Names directory;
    private final ProcessMailbox mailbox;

    // Guarded by this

    private Phase phase = Phase.OPEN;
    private boolean receivesEvents;
    private boolean trapsLinks;

    /** Those whose EXIT this one is to get. */
    private @Nullable Set<ActorState> monitored;

    /** Where to look for those that are to get this one's EXIT; {@code monitored} of each decides. */
    private @Nullable Set<ActorState> watchers;

    private @Nullable Set<ActorState> links;
    private @Nullable Set<String> names;

    /**
     * @param age of all processes of a kernel, each another
     * @param maxTies most processes that it monitors or is linked to, names, and events of the kernel that wait
     * @param receivesEvents whether CANCEL is an event for it, and no order
     */
    ActorState(
            Pid pid,
            long age,
            Body body,
            Names directory,
            Budget budget,
            Time time,
            int mailboxSize,
            int maxTies,
            boolean receivesEvents) {
        this.pid = pid;
        this.age = age;
        this.body = body;
        this.directory = directory;
        this.maxTies = maxTies;
        this.receivesEvents = receivesEvents;
        this.mailbox = new ProcessMailbox(pid, this, budget, time, mailboxSize);
    }

    Pid pid() {
        return pid;
    }

    /** Its mailbox, for the process itself, which from now on gets a CANCEL as an event. */
    synchronized ProcessMailbox subscribe() {
        receivesEvents = true;
        return mailbox;
    }

    synchronized int waiting() {
        return mailbox.size();
    }

    synchronized ProcessStatus.Ties ties() {
        return new ProcessStatus.Ties(pids(links), pids(monitored));
    }

    synchronized List<String> names() {
        return names == null ? List.of() : names.stream().sorted().toList();
    }

    private static List<Pid> pids(@Nullable Set<ActorState> others) {
        return others == null ? List.of() : others.stream().map(ActorState::pid).sorted().toList();
    }

    // What others do to it; each throws NotFound when it is gone

    /** Copies, and puts a message into the mailbox. */
    void send(Optional<Pid> from, String topic, @Nullable Object value) {
        if (topic.startsWith("@")) {
            throw new KernelException(
                    ErrorKind.INVALID, "topics that begin with @ are reserved, and this one does: " + topic);
        }
        Payload payload = Payload.of(value);
        Runnable wake;
        synchronized (this) {
            requireOpen();
            wake = mailbox.put(
                    new Event.Message(from, topic, payload.value()), payload.bytes() + 2L * topic.length());
        }
        wake.run();
    }

    void cancel(Optional<Pid> from, String reason) {
        Runnable act;
        synchronized (this) {
            requireOpen();
            act = receivesEvents
                    ? mailbox.tell(new Event.Cancel(from, reason))
                    : () -> body.end(Failure.of(ErrorKind.CANCELED, reason), false);
        }
        act.run();
    }

    void terminate(String reason) {
        synchronized (this) {
            requireOpen();
        }
        body.end(Failure.of(ErrorKind.CANCELED, reason), true);
    }

    // Ties between two

    /** This one wants to hear of the other's end. */
    void monitor(ActorState other) {
        if (other == this) {
            return;
        }
        synchronized (older(other)) {
            synchronized (younger(other)) {
                if (contains(monitored, other)) {
                    return;
                }
                requireTies(other);
                monitored = with(monitored, other);
                other.watchers = with(other.watchers, this);
            }
        }
    }

    boolean unmonitor(ActorState other) {
        synchronized (older(other)) {
            synchronized (younger(other)) {
                remove(other.watchers, this);
                return remove(monitored, other);
            }
        }
    }

    void link(ActorState other) {
        if (other == this) {
            return;
        }
        synchronized (older(other)) {
            synchronized (younger(other)) {
                if (contains(links, other)) {
                    return;
                }
                requireTies(other);
                other.requireTies(this);
                links = with(links, other);
                other.links = with(other.links, this);
            }
        }
    }

    boolean unlink(ActorState other) {
        synchronized (older(other)) {
            synchronized (younger(other)) {
                remove(other.links, this);
                return remove(links, other);
            }
        }
    }

    /** The other one of a tie whose other end has left the table, but has not told this one. */
    synchronized Optional<ActorState> tiedTo(Pid other) {
        return Stream.of(monitored, links)
                .filter(Objects::nonNull)
                .flatMap(Set::stream)
                .filter(actor -> actor.pid.equals(other))
                .findFirst();
    }

    private ActorState older(ActorState other) {
        return age < other.age ? this : other;
    }

    private ActorState younger(ActorState other) {
        return age < other.age ? other : this;
    }

    synchronized void trapLinks(boolean trap) {
        trapsLinks = trap;
    }

    // Names

    void register(String name) {
        synchronized (this) {
            requireOpen();
            if (contains(names, name)) {
                return;
            }
            requireRoom();
            directory.claim(name, this);
            names = with(names, name);
        }
    }

    /** @return whether it had that name */
    boolean unregister(String name) {
        synchronized (this) {
            return remove(names, name) && directory.release(name, this);
        }
    }

    // Its end

    /** Its code is over: the mailbox closes, and what is sent from now on is sent to one that is gone. */
    void close() {
        Runnable wake;
        synchronized (this) {
            if (phase != Phase.OPEN) {
                return;
            }
            phase = Phase.CLOSING;
            wake = mailbox.close();
        }
        wake.run();
    }

    /**
     * It is gone. Does nothing the second time.
     *
     * @return what is to be done then, in this order: names are free before anybody hears, so that whoever hears may take
     *     them
     */
    List<Runnable> end(Exit exit) {
        close();
        var steps = new ArrayList<Runnable>();
        synchronized (this) {
            if (phase == Phase.ENDED) {
                return List.of();
            }
            phase = Phase.ENDED;
            each(names, name -> steps.add(() -> directory.release(name, this)));
            each(watchers, watcher -> steps.add(() -> watcher.exited(this, exit)));
            each(links, linked -> steps.add(() -> linked.linkDown(this, exit)));
            each(monitored, other -> steps.add(() -> other.forgetWatcher(this)));
            names = null;
            watchers = null;
            links = null;
            monitored = null;
        }
        return steps;
    }

    private void exited(ActorState other, Exit exit) {
        Runnable wake;
        synchronized (this) {
            if (!remove(monitored, other) || phase != Phase.OPEN) {
                return;
            }
            wake = mailbox.tell(new Event.ExitEvent(exit));
        }
        wake.run();
    }

    private void linkDown(ActorState other, Exit exit) {
        Runnable act;
        synchronized (this) {
            if (!remove(links, other) || phase != Phase.OPEN || exit.isNormal()) {
                return;
            }
            act = trapsLinks ? mailbox.tell(new Event.LinkDown(exit)) : () -> body.end(failureOf(exit), true);
        }
        act.run();
    }

    private static Failure failureOf(Exit exit) {
        Failure cause = exit.failure().orElseThrow();
        return Failure.of(
                cause.kind(), "the linked process " + exit.from() + " ended with an error: " + cause.message());
    }

    private synchronized void forgetWatcher(ActorState watcher) {
        remove(watchers, watcher);
    }

    // Checks, with the lock held

    private void requireOpen() {
        if (phase != Phase.OPEN) {
            throw notFound(pid);
        }
    }

    /** One more tie from this one to another. */
    private void requireTies(ActorState other) {
        requireOpen();
        if (other.phase == Phase.ENDED) {
            throw notFound(other.pid);
        }
        requireRoom();
    }

    private void requireRoom() {
        if (size(monitored) + size(links) + size(names) + mailbox.told() >= maxTies) {
            throw new KernelException(
                    ErrorKind.UNAVAILABLE,
                    pid + " has all the ties it may have: limits.max_handles is " + maxTies);
        }
    }

    static KernelException notFound(Pid pid) {
        return new KernelException(ErrorKind.NOT_FOUND, "there is no process " + pid + ": it ended, or never was");
    }

    // Sets that are made when first needed: most processes need none

    private static <T> Set<T> with(@Nullable Set<T> set, T element) {
        Set<T> present = set == null ? new HashSet<>(4) : set;
        present.add(element);
        return present;
    }

    private static <T> boolean remove(@Nullable Set<T> set, T element) {
        return set != null && set.remove(element);
    }

    private static <T> boolean contains(@Nullable Set<T> set, T element) {
        return set != null && set.contains(element);
    }

    private static int size(@Nullable Set<?> set) {
        return set == null ? 0 : set.size();
    }

    private static <T> void each(@Nullable Set<T> set, Consumer<T> action) {
        if (set != null) {
            set.forEach(action);
        }
    }
}
