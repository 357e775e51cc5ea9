package dev.wippy.kernel;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wippy.kernel.spi.Mailbox;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;
import org.testng.annotations.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The rules of Reactive Streams, as its technology compatibility kit has them, for each publisher that the kernel gives
 * out. The kit is written for TestNG, which only marks its methods here: JUnit runs them.
 */
class PublisherRulesTest {
    private static final Operation WAIT = Operation.of("wait");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestNaps naps = new TestNaps(TestNaps::onceItWaits);
    private final Kernel kernel = Kernel.builder().importModule(naps).build();
    private final ProcessHost host = kernel.host(HostOptions.of("h"));
    private final ProcessHost failing = kernel.host(HostOptions.of("failing"));
    private final ConcurrentHashMap<String, Template> templates = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        kernel.close();
    }

    private Template guest(String method) {
        return templates.computeIfAbsent(method, _ -> kernel.wasm(Guests.program("actor.wasm", method)));
    }

    /** A guest that waits often enough for so many steps; the one step of a process whose Init fails. */
    private Publisher<Step> steps(long elements) {
        return elements == 1
                ? guest("naps").steps(Launch.of("no", "number"))
                : guest("naps").steps(Launch.of(elements - 2));
    }

    @TestFactory
    Stream<DynamicTest> the_steps_of_a_guest() {
        ProcessHost closed = kernel.host(HostOptions.of("closed"));
        closed.close();
        return rules(Integer.MAX_VALUE, this::steps, () -> new StepFlux(closed, guest("naps"), Launch.of(1)));
    }

    @TestFactory
    Stream<DynamicTest> the_view_of_a_process_of_a_host() {
        naps.whileLinking = this::untilSomebodyWatches;
        return rules(ProcessHost.STEPS_KEPT, this::view, () -> null);
    }

    /** Of a guest that begins only when somebody watches, since what was before that is not seen. */
    private Publisher<Step> view(long elements) {
        ProcessHost watched = elements == 1 ? failing : host;
        return Flux.defer(() -> {
            Process process = watched.spawn(guest("naps"), Launch.of(Math.max(0, elements - 2)));
            // One that nobody watches any more would wait for a watcher, with a permit, for ever.
            return process.steps().doFinally(_ -> process.terminate());
        });
    }

    private void untilSomebodyWatches(ProcessRun run) {
        var process = (HostedProcess) kernel.processes().find(run.pid()).orElseThrow();
        while (process.watchers() == 0 && !run.state().isEnding()) {
            Thread.yield();
        }
        if (run.pid().host().equals(failing.id())) {
            throw new KernelException(ErrorKind.INVALID, "has no step but its end");
        }
    }

    @TestFactory
    Stream<DynamicTest> the_exit_of_a_process() {
        return rules(1, _ -> host.spawn(guest("greet"), Launch.of("you")).exit(), () -> null);
    }

    @TestFactory
    Stream<DynamicTest> exec() {
        return rules(1, _ -> kernel.processes().exec(host, guest("greet"), Launch.of("you")), () -> null);
    }

    @TestFactory
    Stream<DynamicTest> spawn() {
        return rules(1, _ -> kernel.processes().spawn(host, guest("greet"), Launch.of("you")), () -> null);
    }

    @TestFactory
    Stream<DynamicTest> receive() {
        return rules(1, _ -> mailbox().receive(), () -> null);
    }

    @TestFactory
    Stream<DynamicTest> receive_with_a_time_out() {
        return rules(1, _ -> mailbox().receive(Duration.ofMinutes(1)), () -> null);
    }

    /** The mailbox of a process, with messages in it. */
    private Mailbox mailbox() {
        var mailbox = new AtomicReference<Mailbox>();
        var made = new CountDownLatch(1);
        Process process = host.spawn(
                JavaProcess.template(kernel, context -> {
                    mailbox.set(context.mailbox());
                    made.countDown();
                    return context.await(Mono.never(), WAIT);
                }),
                Launch.of());
        try {
            made.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        for (int i = 0; i < 20; i++) {
            process.send("n", i).block(LIMIT);
        }
        return mailbox.get();
    }

    /**
     * @param most elements that the publisher can give
     * @param publisher of so many elements, at least one
     * @param failed one that fails at once; null if there is none
     */
    private static <T> Stream<DynamicTest> rules(
            long most, LongFunction<Publisher<T>> publisher, Supplier<Publisher<T>> failed) {
        return Arrays.stream(PublisherVerification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> dynamicTest(
                        method.getName(), () -> run(new Verification<>(most, publisher, failed), method)));
    }

    private static void run(Verification<?> verification, Method rule) throws Throwable {
        verification.setUp();
        try {
            rule.invoke(verification);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof SkipException skipped) {
                throw new TestAbortedException(skipped.getMessage());
            }
            throw thrown.getCause();
        }
    }

    private static final class Verification<T> extends PublisherVerification<T> {
        private final long most;
        private final LongFunction<Publisher<T>> publisher;
        private final Supplier<Publisher<T>> failed;

        Verification(long most, LongFunction<Publisher<T>> publisher, Supplier<Publisher<T>> failed) {
            super(new TestEnvironment(10_000, 50, 20), 20_000);
            this.most = most;
            this.publisher = publisher;
            this.failed = failed;
        }

        @Override
        public Publisher<T> createPublisher(long elements) {
            if (elements == 0) {
                throw new SkipException("a process has at least one step, and one end");
            }
            return publisher.apply(elements);
        }

        @Override
        public Publisher<T> createFailedPublisher() {
            return failed.get();
        }

        @Override
        public long maxElementsFromPublisher() {
            return most;
        }
    }
}
