package dev.wippy.kernel;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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
    private @Nullable T value;
    private @Nullable Throwable error;
    private volatile boolean done;
    private volatile boolean cancelled;

    Await(Thread thread, ContextView context) {
        this.thread = thread;
        this.context = Context.of(context);
    }

    boolean done() {
        return done;
    }

    @Nullable
    T value() {
        return value;
    }

    @Nullable
    Throwable error() {
        return error;
    }

    Completion completion(Operation operation) {
        return new Completion(operation, value, Optional.ofNullable(error));
    }

    /** Gives the wait up. */
    void cancel() {
        cancelled = true;
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
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
        value = next;
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
