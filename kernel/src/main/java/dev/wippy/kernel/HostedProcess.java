package dev.wippy.kernel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A process that a host runs as fast as it can; who watches it never holds it back. */
final class HostedProcess implements Process, StepGate {
    private static final Logger LOG = LoggerFactory.getLogger(HostedProcess.class);

    private final Sinks.One<Exit> exit = Sinks.one();
    private final AtomicLong dropped = new AtomicLong();
    private final Object viewLock = new Object();
    private volatile Sinks.@Nullable Many<Step> view;
    private volatile boolean over;

    // Guarded by viewLock

    private boolean initialised;
    private Sinks.@Nullable Empty<Void> started;

    private @Nullable ProcessRun run;

    /** Called once, before anybody else sees the process. */
    void attach(ProcessRun run) {
        this.run = run;
    }

    ProcessRun run() {
        ProcessRun current = run;
        if (current == null) {
            throw new IllegalStateException("the process is not made yet");
        }
        return current;
    }

    @Override
    public Pid pid() {
        return run().pid();
    }

    @Override
    public String entry() {
        return run().entry();
    }

    @Override
    public Flux<Step> steps() {
        return Flux.defer(() -> viewSink()
                .asFlux()
                .onBackpressureBuffer(
                        ProcessHost.STEPS_KEPT, _ -> dropped.incrementAndGet(), BufferOverflowStrategy.DROP_OLDEST));
    }

    /** Made when first asked for: most processes are never watched step by step. */
    private Sinks.Many<Step> viewSink() {
        synchronized (viewLock) {
            Sinks.Many<Step> current = view;
            if (current == null) {
                current = Sinks.many().multicast().directBestEffort();
                view = current;
                if (over) {
                    current.tryEmitComplete();
                }
            }
            return current;
        }
    }

    /** How many watch its steps now. */
    int watchers() {
        Sinks.Many<Step> current = view;
        return current == null ? 0 : current.currentSubscriberCount();
    }

    @Override
    public Mono<Void> started() {
        return Mono.defer(() -> {
            synchronized (viewLock) {
                if (initialised) {
                    return Mono.empty();
                }
                if (started == null) {
                    started = Sinks.empty();
                }
                return started.asMono();
            }
        });
    }

    private void tellStarted() {
        Sinks.Empty<Void> waited;
        synchronized (viewLock) {
            initialised = true;
            waited = started;
        }
        if (waited != null) {
            waited.tryEmitEmpty();
        }
    }

    @Override
    public long stepsDropped() {
        return dropped.get();
    }

    @Override
    public ProcessStatus status() {
        return run().status();
    }

    @Override
    public ProcessStack stack() {
        return run().stack();
    }

    @Override
    public Mono<Exit> exit() {
        return exit.asMono();
    }

    @Override
    public void cancel(String reason) {
        try {
            run().peer().cancel(Optional.empty(), reason);
        } catch (KernelException over) {
            LOG.debug("{} is over already, and can't be cancelled", this, over);
        }
    }

    @Override
    public Mono<Void> send(String topic, @Nullable Object payload) {
        return Processes.does(() -> run().peer().send(Optional.empty(), topic, payload));
    }

    @Override
    public void terminate() {
        run().end(Failure.of(ErrorKind.CANCELED, "terminated"), true);
    }

    @Override
    public boolean awaitDemand(BooleanSupplier giveUp) {
        return true;
    }

    @Override
    public boolean isUnbounded() {
        return true;
    }

    @Override
    public void emit(Step step) {
        Sinks.Many<Step> current = view;
        if (current != null) {
            current.tryEmitNext(step);
        }
        if (step instanceof Step.Started) {
            tellStarted();
        }
        if (step instanceof Step.Exited exited) {
            synchronized (viewLock) {
                over = true;
                if (view != null) {
                    view.tryEmitComplete();
                }
            }
            exit.tryEmitValue(exited.exit());
        }
    }

    @Override
    public String toString() {
        return run().toString();
    }
}
