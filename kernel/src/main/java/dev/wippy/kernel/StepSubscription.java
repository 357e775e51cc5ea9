package dev.wippy.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscriber's process: its demand lets the process advance. The thread of the process starts with the first
 * request, so that a subscription that asks for nothing costs none.
 */
final class StepSubscription implements Subscription, StepGate {
    private static final String CANCELLED = "its subscriber cancelled";

    private final CoreSubscriber<? super Step> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean began = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile @Nullable Throwable fault;

    /** Waits for demand: the process's thread, or one that tells its end in its place. */
    private volatile @Nullable Thread waiting;

    private @Nullable ProcessRun run;

    StepSubscription(CoreSubscriber<? super Step> subscriber) {
        this.subscriber = subscriber;
    }

    /** Called once, before the subscriber gets the subscription. */
    void steer(ProcessRun run) {
        this.run = run;
    }

    private ProcessRun run() {
        ProcessRun current = run;
        if (current == null) {
            throw new IllegalStateException("the subscription has no process yet");
        }
        return current;
    }

    @Override
    public void request(long n) {
        if (cancelled) {
            return;
        }
        if (n <= 0) {
            // Reactive Streams, 3.9: an onError, and the process ends.
            fault = new IllegalArgumentException("request(" + n + "): a demand is at least 1 (Reactive Streams 3.9)");
            run().end(Failure.of(ErrorKind.CANCELED, "its subscriber asked for " + n + " steps"), true);
        } else {
            demand.accumulateAndGet(n, Operators::addCap);
        }
        wake();
    }

    @Override
    public void cancel() {
        cancelled = true;
        run().end(Failure.of(ErrorKind.CANCELED, CANCELLED), true);
        if (began.compareAndSet(false, true)) {
            run().neverStarted(new KernelException(ErrorKind.CANCELED, CANCELLED));
        } else {
            LockSupport.unpark(waiting);
        }
    }

    private void wake() {
        if (began.compareAndSet(false, true)) {
            run().start();
        } else {
            LockSupport.unpark(waiting);
        }
    }

    @Override
    public boolean awaitDemand(BooleanSupplier giveUp) {
        waiting = Thread.currentThread();
        while (true) {
            if (cancelled || giveUp.getAsBoolean()) {
                return false;
            }
            // An error needs no demand.
            if (fault != null) {
                return true;
            }
            if (demand.get() == Long.MAX_VALUE || demand.getAndUpdate(now -> now == 0 ? 0 : now - 1) > 0) {
                return true;
            }
            LockSupport.park(this);
            Thread.interrupted();
        }
    }

    @Override
    public boolean isUnbounded() {
        return false;
    }

    @Override
    public void emit(Step step) {
        if (cancelled) {
            return;
        }
        Throwable wrong = fault;
        if (wrong != null) {
            if (step instanceof Step.Exited) {
                subscriber.onError(wrong);
            }
            return;
        }
        subscriber.onNext(step);
        if (step instanceof Step.Exited && !cancelled) {
            subscriber.onComplete();
        }
    }
}
