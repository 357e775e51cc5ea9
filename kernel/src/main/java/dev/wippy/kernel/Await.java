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

/** One wait of a process: takes the end of a {@code Mono}, and wakes the process's thread. */
final class Await<T> implements CoreSubscriber<T> {
    private final Thread thread;
    private final Context context;
    private volatile @Nullable Subscription subscription;
    private final Consumer<@Nullable Object> unclaimed;
    private final AtomicReference<@Nullable T> value = new AtomicReference<>();
    private @Nullable Throwable error;
    private volatile boolean done;
    private volatile boolean cancelled;

    /** @param unclaimed takes a value that comes when the wait is given up already, on whichever thread it comes */
    Await(Thread thread, ContextView context, Consumer<@Nullable Object> unclaimed) {
        this.thread = thread;
        this.context = Context.of(context);
        this.unclaimed = unclaimed;
    }

    boolean done() {
        return done;
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
    void cancel() {
        cancelled = true;
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
        done = true;
        LockSupport.unpark(thread);
    }
}
