package dev.wippy.kernel;

import dev.wippy.engine.Budget;
import dev.wippy.kernel.spi.Mailbox;
import dev.wippy.kernel.spi.Readiness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A process's mailbox. All of it is guarded by the lock of its {@link ActorState}; what wakes others up is given back to
 * be run without it.
 */
final class ProcessMailbox implements Mailbox, Readiness {

    private static final Runnable NOTHING = () -> {};

    /** @param bytes what its payload was charged for */
    private record Waiting(Event event, long bytes) {}

    /** A subscriber that waits; whoever takes it out of the queue signals it, and nobody else. */
    private record Receiver(MonoSink<Event> sink) {}

    private final Pid owner;
    private final Object lock;
    private final Budget budget;
    private final Time time;
    private final int capacity;

    private final Deque<Waiting> queue = new ArrayDeque<>(1);
    private int messages;
    private boolean cancelWaits;
    private boolean closed;
    private @Nullable Set<Receiver> receivers;
    private @Nullable List<Runnable> wakeUps;

    ProcessMailbox(Pid owner, Object lock, Budget budget, Time time, int capacity) {
        this.owner = owner;
        this.lock = lock;
        this.budget = budget;
        this.time = time;
        this.capacity = capacity;
    }

    // For the actor, which holds the lock

    /**
     * Takes a message in.
     *
     * @return to be run without the lock
     * @throws KernelException of kind Unavailable if it is full
     */
    Runnable put(Event.Message message, long bytes) {
        Receiver receiver = nextReceiver();
        if (receiver != null) {
            return () -> receiver.sink.success(message);
        }
        if (messages >= capacity) {
            throw new KernelException(
                    ErrorKind.UNAVAILABLE, "the mailbox of " + owner + " is full: " + capacity
                            + " messages wait in it");
        }
        if (!budget.takeBytes(bytes)) {
            throw new KernelException(
                    ErrorKind.UNAVAILABLE, owner + " has no memory left for a message of " + bytes + " bytes");
        }
        messages++;
        return enqueue(new Waiting(message, bytes));
    }

    /** Takes in what the kernel tells, which always finds room; a CANCEL is not repeated while one waits. */
    Runnable tell(Event event) {
        Receiver receiver = nextReceiver();
        if (receiver != null) {
            return () -> receiver.sink.success(event);
        }
        if (event instanceof Event.Cancel) {
            if (cancelWaits) {
                return NOTHING;
            }
            cancelWaits = true;
        }
        return enqueue(new Waiting(event, 0));
    }

    /** How many events of the kernel's own wait. */
    int told() {
        return queue.size() - messages;
    }

    /** Drops what is in it; nothing comes in any more. */
    Runnable close() {
        closed = true;
        queue.forEach(waiting -> budget.giveBytes(waiting.bytes));
        queue.clear();
        messages = 0;
        wakeUps = null;
        Set<Receiver> waiting = receivers;
        receivers = null;
        return waiting == null ? NOTHING : () -> waiting.forEach(receiver -> receiver.sink.error(isOver()));
    }

    private KernelException isOver() {
        return new KernelException(ErrorKind.CANCELED, owner + " receives nothing more: it ended");
    }

    private Runnable enqueue(Waiting waiting) {
        queue.addLast(waiting);
        List<Runnable> woken = wakeUps;
        wakeUps = null;
        return woken == null ? NOTHING : () -> woken.forEach(Runnable::run);
    }

    private @Nullable Receiver nextReceiver() {
        if (receivers == null) {
            return null;
        }
        var all = receivers.iterator();
        if (!all.hasNext()) {
            return null;
        }
        Receiver first = all.next();
        all.remove();
        return first;
    }

    private @Nullable Event take() {
        Waiting next = queue.pollFirst();
        if (next == null) {
            return null;
        }
        switch (next.event) {
            case Event.Message _ -> {
                messages--;
                budget.giveBytes(next.bytes);
            }
            case Event.Cancel _ -> cancelWaits = false;
            default -> {}
        }
        return next.event;
    }

    // For the process, from any thread

    @Override
    public Optional<Event> poll() {
        synchronized (lock) {
            return Optional.ofNullable(take());
        }
    }

    @Override
    public int size() {
        synchronized (lock) {
            return queue.size();
        }
    }

    @Override
    public Mono<Event> receive() {
        return Mono.create(sink -> receive(sink, Disposables.disposed()));
    }

    @Override
    public Mono<Event> receive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            return Mono.fromCallable(() -> poll().orElse(null));
        }
        return Mono.create(sink -> receive(sink, Disposables.swap(), timeout));
    }

    private void receive(MonoSink<Event> sink, Disposable.Swap timer, Duration timeout) {
        Receiver receiver = receive(sink, timer);
        if (receiver != null) {
            timer.update(time.schedule(() -> {
                if (withdraw(receiver)) {
                    sink.success();
                }
            }, timeout));
        }
    }

    /** @return who waits; null if it need not */
    private @Nullable Receiver receive(MonoSink<Event> sink, Disposable timer) {
        var receiver = new Receiver(sink);
        Event there;
        boolean over;
        synchronized (lock) {
            there = take();
            over = there == null && closed;
            if (there == null && !over) {
                if (receivers == null) {
                    receivers = new LinkedHashSet<>();
                }
                receivers.add(receiver);
            }
        }
        if (over) {
            sink.error(isOver());
        } else if (there != null) {
            sink.success(there);
        } else {
            sink.onDispose(() -> {
                withdraw(receiver);
                timer.dispose();
            });
            return receiver;
        }
        return null;
    }

    private boolean withdraw(Receiver receiver) {
        synchronized (lock) {
            return receivers != null && receivers.remove(receiver);
        }
    }

    @Override
    public Readiness readiness() {
        return this;
    }

    @Override
    public boolean ready() {
        synchronized (lock) {
            return !queue.isEmpty();
        }
    }

    @Override
    public Disposable onReady(Runnable wake) {
        // An object of its own, since the same wake-up may be given twice.
        Runnable own = () -> wake.run();
        synchronized (lock) {
            if (closed) {
                return () -> {};
            }
            if (queue.isEmpty()) {
                if (wakeUps == null) {
                    wakeUps = new ArrayList<>(1);
                }
                wakeUps.add(own);
                return () -> removeWakeUp(own);
            }
        }
        wake.run();
        return () -> {};
    }

    private void removeWakeUp(Runnable wakeUp) {
        synchronized (lock) {
            if (wakeUps != null) {
                wakeUps.remove(wakeUp);
            }
        }
    }
}
