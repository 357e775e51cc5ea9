package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How processes end (DESIGN, "Ending a guest"). */
class EndingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Operation WAIT = Operation.of("wait");

    private final TestNaps naps = new TestNaps(_ -> Mono.never());
    private final Kernel kernel = Kernel.builder()
            .importModule(naps)
            .gracePeriod(Duration.ofMillis(50))
            .build();
    private final ProcessHost host = kernel.host(HostOptions.of("h").withWorkers(1));

    @AfterEach
    void close() {
        kernel.close();
    }

    private Process spawn(String method, Object... arguments) {
        return host.spawn(kernel.wasm(Guests.program("ending.wasm", method)), Launch.of(arguments));
    }

    private Process spawn(JavaProcess.Code code) {
        return host.spawn(JavaProcess.template(kernel, code), Launch.of());
    }

    private static String failure(Process process) {
        return process.exit().block(LIMIT).failure().orElseThrow().toString();
    }

    @Test
    void a_guest_that_catches_all_is_killed_while_it_computes() {
        Process process = spawn("spin");
        while (naps.marks.get() == 0) {
            Thread.yield();
        }
        process.terminate();
        assertEquals("Canceled: terminated", failure(process));
        assertEquals(1, naps.marks.get());
    }

    @Test
    void a_guest_that_catches_all_is_killed_while_it_waits() {
        Process process = spawn("naps");
        Guests.untilItWaits(process);
        process.terminate();
        assertEquals("Canceled: terminated", failure(process));
        assertEquals(0, naps.marks.get());
    }

    @Test
    void a_destructor_runs_when_the_guest_drops_and_never_after_its_end() {
        assertTrue(spawn("drops").exit().block(LIMIT).isNormal());
        assertEquals(1, naps.marks.getAndSet(0));
        assertEquals("Internal: wasm trap: unreachable", failure(spawn("holds-and-traps")));
        Process killed = spawn("holds-and-naps");
        Guests.untilItWaits(killed);
        killed.terminate();
        killed.exit().block(LIMIT);
        assertTrue(spawn("holds-and-returns").exit().block(LIMIT).isNormal());
        assertEquals(0, naps.marks.get());
    }

    @Test
    void the_hosts_resources_are_dropped_the_last_made_first() {
        Process process = spawn("takes-and-naps");
        Guests.untilItWaits(process);
        process.terminate();
        process.exit().block(LIMIT);
        assertEquals(List.of(3, 2, 1), naps.closed);
    }

    @Test
    void a_resource_that_the_host_makes_while_its_process_is_ended_is_dropped() {
        naps.whileMaking = process -> process.end(Failure.of(ErrorKind.CANCELED, "too late"), false);
        assertEquals("Canceled: too late", failure(spawn("takes-and-naps")));
        assertEquals(List.of(1), naps.closed);
    }

    @Test
    void a_resource_that_arrives_after_its_process_was_ended_is_dropped_on_arrival() {
        Sinks.One<TestNaps.Thing> later = Sinks.one();
        Process process = spawn(context -> ((ProcessRun) context).await(
                Mono.fromDirect(new Uncancellable<>(later.asMono())), WAIT, Unclaimed::dropJava));
        Guests.untilItWaits(process);
        process.terminate();
        process.exit().block(LIMIT);
        later.tryEmitValue(new TestNaps.Thing(7, naps));
        assertEquals(List.of(7), naps.closed);
    }

    /** Gives its value even to one that cancelled, as a file that is being opened may. */
    private record Uncancellable<T>(Mono<T> source) implements Publisher<T> {
        @Override
        public void subscribe(Subscriber<? super T> subscriber) {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {
                    source.subscribe(subscriber::onNext);
                }

                @Override
                public void cancel() {}
            });
        }
    }

    @Test
    void a_process_in_plain_Java_is_interrupted_even_if_it_was_asked_before() throws Exception {
        var reached = new CountDownLatch(1);
        Process blocked = spawn(_ -> {
            reached.countDown();
            new Semaphore(0).acquire();
            return "never";
        });
        reached.await();
        blocked.cancel("please");
        blocked.terminate();
        assertEquals("Canceled: please", failure(blocked));
    }

    /** Ignores its interrupts until it is released, and says when that is over. */
    private static final class Stubborn {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        private void block() {
            reached.countDown();
            while (true) {
                try {
                    release.await();
                    return;
                } catch (InterruptedException _) {
                    Thread.yield();
                }
            }
        }
    }

    @Test
    void an_import_that_ignores_its_end_holds_up_nobody_and_its_late_return_finds_a_closed_process() throws Exception {
        var stubborn = new Stubborn();
        var after = Collections.synchronizedList(new ArrayList<String>());
        Process process = spawn(context -> {
            context.onClose(stubborn.closed::countDown);
            ((ProcessRun) context).callHost(_ -> {
                stubborn.block();
                try {
                    context.await(Mono.just(1), WAIT);
                } catch (Killed killed) {
                    after.add("killed at its next wait: " + killed.getMessage());
                }
                return null;
            }, new Object[0]);
            after.add("never");
            return null;
        });
        var seen = process.steps().map(step -> step.getClass().getSimpleName()).collectList().cache();
        seen.subscribe();
        stubborn.reached.await();
        process.terminate();
        assertEquals("Canceled: terminated", failure(process));
        assertEquals(0, kernel.processes().count());
        assertEquals(0, host.count());
        assertTrue(host.permits().allFree());
        // The only worker is free again.
        assertEquals(1, spawn(_ -> 1).exit().block(LIMIT).value());
        assertEquals(1, stubborn.closed.getCount());
        stubborn.release.countDown();
        stubborn.closed.await();
        assertEquals(List.of("killed at its next wait: terminated"), after);
        assertEquals("Exited", seen.block(LIMIT).getLast());
        assertTrue(host.permits().allFree());
    }

    @Test
    void a_thread_that_does_not_come_out_is_reported_once_with_what_it_does() throws Exception {
        var stubborn = new Stubborn();
        ProcessHost reported = kernel.host(HostOptions.of("reported"));
        Process process = reported.spawn(
                JavaProcess.template(kernel, context -> {
                    context.onClose(stubborn.closed::countDown);
                    stubborn.block();
                    return null;
                }),
                Launch.of());
        stubborn.reached.await();
        process.terminate();
        process.terminate();
        process.exit().block(LIMIT);
        stubborn.release.countDown();
        stubborn.closed.await();
        List<RecordedLog.Line> warnings = RecordedLog.warnings("{reported|0x00001}");
        assertEquals(
                List.of("{reported|0x00001} test:java was ended, and its thread does not come out of the code that it"
                        + " called: it is over without it"),
                warnings.stream().map(RecordedLog.Line::message).toList());
        assertTrue(
                List.of(warnings.getFirst().thrown().getStackTrace())
                        .stream()
                        .anyMatch(frame -> frame.getClassName().endsWith("$Stubborn")),
                () -> List.of(warnings.getFirst().thrown().getStackTrace()).toString());
    }

    @Test
    void a_close_that_does_not_return_holds_up_nobody() throws Exception {
        var stubborn = new Stubborn();
        Process process = spawn(context -> {
            context.onClose(stubborn.closed::countDown);
            context.onClose(stubborn::block);
            return "done";
        });
        stubborn.reached.await();
        assertEquals("done", process.exit().block(LIMIT).value());
        assertEquals(0, host.count());
        stubborn.release.countDown();
        stubborn.closed.await();
    }

    @Test
    void a_subscriber_of_steps_is_told_of_an_abandoned_process_when_it_asks() throws Exception {
        var stubborn = new Stubborn();
        Template template = JavaProcess.template(kernel, _ -> {
            stubborn.block();
            return null;
        });
        var exit = new CountDownLatch(1);
        var steps = new ArrayList<String>();
        var subscriber = new reactor.core.publisher.BaseSubscriber<Step>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(2);
            }

            @Override
            protected void hookOnNext(Step step) {
                steps.add(step.getClass().getSimpleName());
            }

            @Override
            protected void hookOnComplete() {
                exit.countDown();
            }
        };
        template.steps(Launch.of()).subscribe(subscriber);
        stubborn.reached.await();
        kernel.processes().terminate(new Pid("kernel", 1)).block(LIMIT);
        exit.await();
        assertEquals(List.of("Started", "Exited"), steps);
        stubborn.release.countDown();
    }

    @Test
    void a_process_that_waits_for_a_permit_leaves_the_queue_when_it_is_ended() throws Exception {
        var stubborn = new Stubborn();
        Process blocking = spawn(_ -> {
            stubborn.block();
            return null;
        });
        stubborn.reached.await();
        Process queued = spawn(_ -> "never");
        assertEquals(1, host.permits().waiting());
        queued.terminate();
        assertEquals("Canceled: terminated", failure(queued));
        assertEquals(0, host.permits().waiting());
        stubborn.release.countDown();
        assertTrue(blocking.exit().block(LIMIT).isNormal());
    }
}
