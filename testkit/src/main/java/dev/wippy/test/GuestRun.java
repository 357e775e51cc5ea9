package dev.wippy.test;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Step;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Stdio;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * A guest in a process, which is let on one step at a time: between two calls of {@link #next}, {@link #started},
 * {@link #suspended} and {@link #exit} it stays where it is, also when its wait is over. See {@link TestKernel#start}.
 */
public final class GuestRun {
    private final Kernel kernel;
    private final GuestRegister register;
    private final Launch launch;
    private final Collected output = new Collected();
    private final Collected error = new Collected();
    private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
    private final List<Step> steps = new ArrayList<>();
    private final Demand demand = new Demand();
    private final String entry;

    GuestRun(Kernel kernel, GuestRegister register, Template template, Launch given) {
        this.kernel = kernel;
        this.register = register;
        this.entry = template.entry();
        var input = given.stdio().orElse(Stdio.NONE).input();
        // Known by its identity.
        this.launch = given.withStdio(new Stdio(input, output, error, false, false, false));
        template.steps(launch).subscribe(demand);
    }

    private final class Demand extends BaseSubscriber<Step> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Nothing is asked for until a test asks.
        }

        @Override
        protected void hookOnNext(Step step) {
            signals.add(step);
        }

        @Override
        protected void hookOnError(Throwable fault) {
            signals.add(fault);
        }
    }

    /** Its pid, once it was let on for the first time. */
    public Pid pid() {
        return Objects.requireNonNull(
                Patience.await(register.pid(launch), "the Init of " + entry + ", for which it is to be let on,"));
    }

    /**
     * Lets it on, and waits for the step that comes of it.
     *
     * @throws AssertionError if none comes, as it is over, or goes on computing
     */
    public Step next() throws InterruptedException {
        if (ended().isPresent()) {
            throw new AssertionError(entry + " has ended: " + ended().get());
        }
        demand.request(1);
        Object signal = signals.poll(TestKernel.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        return switch (signal) {
            case Step step -> {
                steps.add(step);
                yield step;
            }
            case Throwable fault -> throw new AssertionError("the runtime failed", fault);
            case null, default -> throw new AssertionError(entry + " came to no step; there were: " + steps);
        };
    }

    /** Lets it on until its Init is done. */
    public Step.Started started() throws InterruptedException {
        return expect(Step.Started.class);
    }

    /** Lets it on until it waits; its Init is done before, if it was not. */
    public Step.Suspended suspended() throws InterruptedException {
        if (steps.isEmpty()) {
            started();
        }
        return expect(Step.Suspended.class);
    }

    private <T extends Step> T expect(Class<T> type) throws InterruptedException {
        Step step = next();
        if (!type.isInstance(step)) {
            throw new AssertionError("expected the step " + type.getSimpleName() + " of " + entry + ", and it is "
                    + step);
        }
        return type.cast(step);
    }

    /** Lets it on until its end, through all waits on the way, which have to end by themselves. */
    public Exit exit() throws InterruptedException {
        while (true) {
            Optional<Exit> end = ended();
            if (end.isPresent()) {
                return end.get();
            }
            next();
        }
    }

    private Optional<Exit> ended() {
        return !steps.isEmpty() && steps.getLast() instanceof Step.Exited exited
                ? Optional.of(exited.exit())
                : Optional.empty();
    }

    /** The steps that it has come to, in their order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** What it wrote to standard output until now, as UTF-8. */
    public String output() {
        return output.text();
    }

    /** What it wrote to standard error until now, as UTF-8. */
    public String error() {
        return error.text();
    }

    /** Puts a message into its mailbox. */
    public void send(String topic, @Nullable Object payload) {
        Patience.await(kernel.processes().send(pid(), topic, payload).toFuture(), "the send");
    }

    /** Asks it to end; {@link #exit} lets it. */
    public void cancel(String reason) {
        Patience.await(kernel.processes().cancel(pid(), reason).toFuture(), "the cancel");
    }

    /** Ends it now; {@link #exit} tells how. */
    public void terminate() {
        Patience.await(kernel.processes().terminate(pid()).toFuture(), "the terminate");
    }

    /** What is wrong at the end of the test, if it has not ended. */
    Optional<String> unfinished() {
        if (ended().isPresent()) {
            return Optional.empty();
        }
        String where = steps.isEmpty() ? "has not begun" : "came to " + steps.getLast();
        demand.cancel();
        return Optional.of("a process of " + entry + ", which " + where);
    }
}
