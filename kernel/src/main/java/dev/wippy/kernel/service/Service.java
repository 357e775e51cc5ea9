package dev.wippy.kernel.service;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * Something that is to run until it is stopped: launched again, after a delay, when it fails (SPEC section 6). A normal
 * end is no failure. Safe for use by many threads; nothing blocks.
 */
public final class Service implements AutoCloseable {
    private final String id;
    private final Lifecycle lifecycle;
    private final Time time;
    private final Supplier<ServiceRun> launch;
    private final DoubleSupplier random;
    private final ServiceLog log;
    private final Sinks.Many<ServiceStatus> statuses;
    private volatile ServiceStatus status;

    /** All that happens to the service happens in it, one thing at a time. */
    private final Serial serial = new Serial();

    // Touched in the serial only

    private final Disposable.Swap timer = Disposables.swap();
    private @Nullable ServiceRun run;
    private @Nullable Failure failure;
    private int restarts;

    /** When the present run, or the last, got ready; empty if it did not. */
    private OptionalLong readyNanos = OptionalLong.empty();

    /** The present run did not get ready in time, and is being terminated. */
    private boolean overdue;

    private boolean closed;

    Service(String id, Lifecycle lifecycle, Time time, Supplier<ServiceRun> launch, DoubleSupplier random) {
        this.id = id;
        this.lifecycle = lifecycle;
        this.time = time;
        this.launch = launch;
        this.random = random;
        this.log = new ServiceLog(id, lifecycle);
        this.status = status(ServiceState.INACTIVE, Optional.empty());
        this.statuses = Sinks.many().replay().latestOrDefault(status);
    }

    /**
     * Makes a service, which does not start by itself.
     *
     * @param id of its entry
     * @param time that its time-outs and delays live by
     * @param launch starts a run of it, at once; what it throws is a failure of the service
     */
    public static Service of(String id, Lifecycle lifecycle, Time time, Supplier<ServiceRun> launch) {
        return new Service(
                id, lifecycle, time, launch, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** The id of its entry. */
    public String id() {
        return id;
    }

    /** How it is started, kept and stopped. */
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** How it is now. */
    public ServiceStatus status() {
        return status;
    }

    /** How it is, and each change from then on; who falls behind gets the latest. Signalled where the change is made. */
    public Flux<ServiceStatus> statuses() {
        return statuses.asFlux().onBackpressureLatest();
    }

    /**
     * Starts it when subscribed to, unless it runs. Completes once it is ready, which may be after some restarts, or has
     * ended normally.
     *
     * @return fails with a {@link KernelException} of the failure's kind if it failed for good
     */
    public Mono<Void> start() {
        return Mono.<ServiceStatus>create(sink -> serial.run(() -> {
            begin();
            follow(state -> state == ServiceState.RUNNING || state.isOver(), sink);
        }))
                .flatMap(reached -> reached.state() == ServiceState.FAILED
                        ? Mono.error(exception(reached.failure().orElseThrow()))
                        : Mono.empty());
    }

    private KernelException exception(Failure why) {
        return new KernelException(why.kind(), id + " failed: " + why.message());
    }

    /** Stops it when subscribed to: asks its run to end, and terminates it at the stop time-out. Completes once it has. */
    public Mono<Void> stop() {
        return Mono.<ServiceStatus>create(sink -> serial.run(() -> {
            end();
            follow(ServiceState::isOver, sink);
        }))
                .then();
    }

    /** Terminates what runs, and starts nothing any more; does not wait. */
    @Override
    public void close() {
        serial.run(() -> {
            closed = true;
            ServiceRun running = run;
            if (running != null) {
                change(ServiceState.STOPPING);
                running.terminate();
            } else if (!status.state().isOver()) {
                timer.update(Disposables.disposed());
                change(ServiceState.STOPPED);
            }
        });
    }

    /** What it requires failed, so that it never starts. */
    void lacks(Failure why) {
        serial.run(() -> {
            if (status.state() == ServiceState.INACTIVE) {
                failure = why;
                log.lacksRequirement(why);
                change(ServiceState.FAILED);
            }
        });
    }

    private void follow(Predicate<ServiceState> until, MonoSink<ServiceStatus> sink) {
        sink.onDispose(
                statuses().filter(each -> until.test(each.state())).next().subscribe(sink::success, sink::error));
    }

    // In the serial

    private void begin() {
        ServiceState state = status.state();
        if (closed) {
            failure = Failure.of(ErrorKind.UNAVAILABLE, "it was closed");
            change(ServiceState.FAILED);
        } else if (state == ServiceState.INACTIVE || state.isOver()) {
            restarts = 0;
            failure = null;
            launch();
        }
    }

    private void launch() {
        readyNanos = OptionalLong.empty();
        ServiceRun launched;
        try {
            launched = launch.get();
        } catch (KernelException refused) {
            failed(Failure.of(refused.kind(), String.valueOf(refused.getMessage())));
            return;
        } catch (RuntimeException | LinkageError thrown) {
            failed(Failure.of(ErrorKind.INTERNAL, thrown.toString()));
            return;
        }
        run = launched;
        after(lifecycle.startTimeout(), () -> late(launched));
        change(ServiceState.STARTING);
        // That it never gets ready is told by its end.
        launched.started().subscribe(_ -> {}, _ -> {}, () -> serial.run(() -> ready(launched)));
        launched.ended()
                .onErrorResume(fault -> Mono.just(Optional.of(Failure.of(ErrorKind.INTERNAL, fault.toString()))))
                .subscribe(how -> serial.run(() -> ended(launched, how)));
    }

    private void ready(ServiceRun launched) {
        if (run == launched && status.state() == ServiceState.STARTING && !overdue) {
            timer.update(Disposables.disposed());
            readyNanos = OptionalLong.of(time.nanoTime());
            log.running(launched.name(), restarts);
            change(ServiceState.RUNNING);
        }
    }

    private void late(ServiceRun launched) {
        if (run == launched && status.state() == ServiceState.STARTING) {
            overdue = true;
            launched.terminate();
        }
    }

    private void ended(ServiceRun launched, Optional<Failure> how) {
        if (run != launched) {
            return;
        }
        run = null;
        timer.update(Disposables.disposed());
        if (status.state() == ServiceState.STOPPING) {
            log.stopped();
            change(ServiceState.STOPPED);
        } else if (overdue) {
            overdue = false;
            failed(Failure.of(
                    ErrorKind.TIMEOUT,
                    launched.name() + " was not ready within " + ServiceLog.text(lifecycle.startTimeout())
                            + " (lifecycle.start_timeout)"));
        } else if (how.isPresent()) {
            failed(how.get());
        } else {
            log.endedNormally(ran());
            change(ServiceState.STOPPED);
        }
    }

    private Duration ran() {
        return readyNanos.isEmpty() ? Duration.ZERO : Duration.ofNanos(time.nanoTime() - readyNanos.getAsLong());
    }

    private void failed(Failure why) {
        failure = why;
        if (ran().compareTo(lifecycle.stableThreshold()) > 0) {
            restarts = 0;
        }
        RestartPolicy policy = lifecycle.restart();
        if (policy.maxAttempts() > 0 && restarts >= policy.maxAttempts()) {
            log.gaveUp(why);
            change(ServiceState.FAILED);
            return;
        }
        restarts++;
        Duration delay = policy.delay(restarts, random.getAsDouble());
        log.backsOff(why, restarts, delay);
        // Whoever sees that it waits may let time go on.
        after(delay, () -> {
            if (status.state() == ServiceState.BACKING_OFF) {
                launch();
            }
        });
        change(status(ServiceState.BACKING_OFF, Optional.of(delay)));
    }

    private void end() {
        ServiceRun running = run;
        if (running == null) {
            timer.update(Disposables.disposed());
            if (!status.state().isOver()) {
                change(ServiceState.STOPPED);
            }
        } else if (status.state() != ServiceState.STOPPING) {
            log.stopping(running.name());
            after(lifecycle.stopTimeout(), () -> {
                if (run == running) {
                    log.terminated(running.name());
                    running.terminate();
                }
            });
            change(ServiceState.STOPPING);
            running.cancel("the service " + id + " is stopped");
        }
    }

    private void after(Duration delay, Runnable task) {
        timer.update(time.schedule(() -> serial.run(task), delay));
    }

    private void change(ServiceState state) {
        change(status(state, Optional.empty()));
    }

    private void change(ServiceStatus next) {
        status = next;
        statuses.tryEmitNext(next);
    }

    private ServiceStatus status(ServiceState state, Optional<Duration> delay) {
        return new ServiceStatus(
                state,
                time.now(),
                Optional.ofNullable(run).map(ServiceRun::name),
                restarts,
                Optional.ofNullable(failure),
                delay);
    }
}
