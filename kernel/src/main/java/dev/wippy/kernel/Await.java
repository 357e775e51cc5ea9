package dev.wippy.kernel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * One wait of a process: takes the end of a {@code Mono}, and wakes the process's thread. Whoever ends the wait of a process
 * that is suspended queues it up for a permit, and its thread is woken when it has it: with very many due at once each would
 * wake only to queue up and park again, which costs as much as the wait.
 */
final class Await<T> implements CoreSubscriber<T> {
    private final Thread thread;
    private final Context context;
    private volatile @Nullable Subscription subscription;
    private final Consumer<@Nullable Object> unclaimed;
    private final AtomicReference<@Nullable T> value = new AtomicReference<>();
    private @Nullable Throwable error;
    private volatile boolean cancelled;

    /** {@link Phase}, the permits that it waits for when it is woken, or its ticket for one. */
    private final AtomicReference<Object> phase = new AtomicReference<>(Phase.OPEN);

    private enum Phase {
        OPEN,
        DONE,
        GIVEN_UP
    }

    /** @param unclaimed takes a value that comes when the wait is given up already, on whichever thread it comes */
    Await(Thread thread, ContextView context, Consumer<@Nullable Object> unclaimed) {
        this.thread = thread;
        this.context = Context.of(context);
        this.unclaimed = unclaimed;
    }

    boolean done() {
        return phase.get() == Phase.DONE;
    }

    /** From here on the process has no permit, and is to have one when it is woken; unless it is done already. */
    void suspend(RunPermits permits) {
        phase.compareAndSet(Phase.OPEN, permits);
    }

    /** Whether the process can go on: it is done, and where it was to have a permit, has it. */
    boolean ready() {
        Object now = phase.get();
        return now == Phase.DONE || now instanceof RunPermits.Ticket ticket && ticket.granted();
    }

    /** The permit that came with the end of the wait, which is the caller's now. */
    RunPermits.@Nullable Ticket takeTicket() {
        return phase.getAndSet(Phase.DONE) instanceof RunPermits.Ticket ticket ? ticket : null;
    }

    @Nullable
    T value() {
        return value.get();
    }

    @Nullable
    Throwable error() {
        return error;
    }

    Completion completion(Operation operation) {
        return new Completion(operation, value.get(), Optional.ofNullable(error));
    }

    /** Gives the wait up, or what came of it. */
    void cancel(RunPermits permits) {
        cancelled = true;
        if (phase.getAndSet(Phase.GIVEN_UP) instanceof RunPermits.Ticket ticket) {
            permits.leave(ticket);
        }
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        discard();
    }

    /** Once, by whichever comes last: the value, or the end of the wait. */
    private void discard() {
        T left = value.getAndSet(null);
        if (left != null) {
            unclaimed.accept(left);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
        if (cancelled) {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(T next) {
        value.set(next);
        if (cancelled) {
            discard();
        }
    }

    @Override
    public void onError(Throwable failure) {
        error = failure;
        finish();
    }

    @Override
    public void onComplete() {
        finish();
    }

    @Override
    public Context currentContext() {
        return context;
    }

    private void finish() {
        if (phase.compareAndSet(Phase.OPEN, Phase.DONE)) {
            LockSupport.unpark(thread);
        } else if (phase.get() instanceof RunPermits permits) {
            RunPermits.Ticket ticket = permits.enter(thread);
            if (!phase.compareAndSet(permits, ticket)) {
                permits.leave(ticket);
            } else if (ticket.granted()) {
                LockSupport.unpark(thread);
            }
        }
    }
}
