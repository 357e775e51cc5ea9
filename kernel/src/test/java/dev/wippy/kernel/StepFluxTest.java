package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class StepFluxTest {
    private static final Operation SLEEP = Operation.of("sleep");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Kernel kernel = Kernel.builder().build();

    @AfterEach
    void close() {
        kernel.close();
    }

    private Template sleeper(int naps) {
        return JavaProcess.template(kernel, process -> {
            for (int i = 0; i < naps; i++) {
                process.await(process.time().delay(Duration.ofSeconds(1)), SLEEP);
            }
            return "rested";
        });
    }

    @Test
    void a_process_is_single_stepped_in_virtual_time() {
        StepVerifier.withVirtualTime(() -> sleeper(2).steps(Launch.of()), 0)
                .expectSubscription()
                .thenRequest(1)
                .assertNext(step -> assertInstanceOf(Step.Started.class, step))
                .thenRequest(1)
                .assertNext(step -> assertEquals(SLEEP, ((Step.Suspended) step).operation()))
                .thenRequest(1)
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(step -> {
                    var second = (Step.Suspended) step;
                    assertEquals(2, second.index());
                    assertEquals(Optional.of(new Completion(SLEEP, null, Optional.empty())), second.wokenBy());
                })
                .thenRequest(1)
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(step -> assertEquals("rested", ((Step.Exited) step).exit().value()))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void with_a_demand_of_two_a_process_whose_wait_is_over_stays_parked() {
        Sinks.Empty<Void> gate = Sinks.empty();
        var wokeUp = new AtomicInteger();
        Template template = JavaProcess.template(kernel, process -> {
            process.await(gate.asMono(), SLEEP);
            return wokeUp.incrementAndGet();
        });
        StepVerifier.create(template.steps(Launch.of()), 2)
                .expectNextCount(2)
                .then(gate::tryEmitEmpty)
                .then(() -> assertEquals(0, wokeUp.get()))
                .thenRequest(1)
                .assertNext(step -> assertEquals(1, ((Step.Exited) step).exit().value()))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void each_subscriber_has_a_process_of_its_own() {
        Template template = JavaProcess.template(kernel, process -> process.pid());
        List<Pid> pids = template.steps(Launch.of())
                .concatWith(template.steps(Launch.of()))
                .ofType(Step.Exited.class)
                .map(step -> (Pid) step.exit().value())
                .collectList()
                .block(LIMIT);
        assertEquals(2, pids.stream().distinct().count());
    }

    @Test
    void what_is_complete_already_is_no_step() {
        Template template = JavaProcess.template(kernel, process -> process.await(Mono.just(7), SLEEP));
        StepVerifier.create(template.steps(Launch.of()))
                .assertNext(step -> assertInstanceOf(Step.Started.class, step))
                .assertNext(step -> assertEquals(7, ((Step.Exited) step).exit().value()))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void a_wait_that_fails_throws_its_error_and_is_told_with_the_next_step() {
        var failure = new KernelException(ErrorKind.UNAVAILABLE, "no such luck");
        Sinks.Empty<Object> gate = Sinks.empty();
        Template template = JavaProcess.template(kernel, process -> process.await(gate.asMono(), SLEEP));
        StepVerifier.create(template.steps(Launch.of()))
                .expectNextCount(2)
                .then(() -> gate.tryEmitError(failure))
                .assertNext(step -> {
                    var exited = (Step.Exited) step;
                    assertEquals(Optional.of(new Completion(SLEEP, null, Optional.of(failure))), exited.wokenBy());
                    Failure told = exited.exit().failure().orElseThrow();
                    assertEquals("Unavailable: no such luck", told.toString());
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void cancelling_ends_the_wait_and_the_process() throws Exception {
        var waitCancelled = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Template template = JavaProcess.template(
                kernel,
                Limits.defaults(),
                _ -> {},
                process -> process.await(Mono.never().doOnCancel(waitCancelled::countDown), SLEEP),
                closed::countDown);
        StepVerifier.create(template.steps(Launch.of()))
                .expectNextCount(2)
                .thenCancel()
                .verify(LIMIT);
        waitCancelled.await();
        closed.await();
    }

    @Test
    void cancelling_before_anything_is_wanted_starts_nothing() {
        var ran = new AtomicInteger();
        Template template = JavaProcess.template(kernel, _ -> ran.incrementAndGet());
        StepVerifier.create(template.steps(Launch.of()), 0).thenCancel().verify(LIMIT);
        assertEquals(0, ran.get());
        assertEquals(0, kernel.ownHost().count());
    }

    @Test
    void cancelling_from_within_a_signal_lets_no_other_signal_follow() {
        StepVerifier.create(sleeper(1).steps(Launch.of()).take(1))
                .assertNext(step -> assertInstanceOf(Step.Started.class, step))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void a_failing_Init_is_an_exit_and_still_closes() {
        var closed = new AtomicInteger();
        Template template = JavaProcess.template(
                kernel,
                Limits.defaults(),
                _ -> {
                    throw new KernelException(ErrorKind.NOT_FOUND, "nothing there");
                },
                _ -> "never",
                closed::incrementAndGet);
        StepVerifier.create(template.steps(Launch.of()))
                .assertNext(step -> {
                    var exited = (Step.Exited) step;
                    assertEquals(0, exited.index());
                    assertEquals("NotFound: nothing there", exited.exit().failure().orElseThrow().toString());
                    assertEquals(1, closed.get());
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void waits_during_Init_are_no_steps() {
        Sinks.Empty<Void> gate = Sinks.empty();
        Template template = JavaProcess.template(
                kernel,
                Limits.defaults(),
                process -> process.await(
                        gate.asMono().doOnSubscribe(_ -> Thread.startVirtualThread(gate::tryEmitEmpty)), SLEEP),
                _ -> "done",
                () -> {});
        StepVerifier.create(template.steps(Launch.of()))
                .assertNext(step -> assertInstanceOf(Step.Started.class, step))
                .assertNext(step -> assertEquals(Optional.empty(), ((Step.Exited) step).wokenBy()))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void the_deadline_runs_on_while_nothing_is_wanted() {
        var closed = new AtomicInteger();
        StepVerifier.withVirtualTime(
                () -> JavaProcess.template(
                        kernel,
                        Limits.defaults().withMaxExecution(Duration.ofMillis(300)),
                        _ -> {},
                        _ -> "late",
                        closed::incrementAndGet)
                        .steps(Launch.of()),
                1)
                .expectSubscription()
                .assertNext(step -> assertInstanceOf(Step.Started.class, step))
                .thenAwait(Duration.ofMillis(300))
                .thenRequest(1)
                .assertNext(step -> {
                    Failure failure = ((Step.Exited) step).exit().failure().orElseThrow();
                    assertEquals("Timeout: max_execution_ms: 300 ms are over", failure.toString());
                    assertEquals(1, closed.get());
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void a_process_ends_itself_with_a_code() {
        Template template = JavaProcess.template(kernel, process -> {
            process.exit(7);
            return "never";
        });
        StepVerifier.create(template.steps(Launch.of()).ofType(Step.Exited.class))
                .assertNext(step -> {
                    assertEquals(OptionalInt.of(7), step.exit().code());
                    assertTrue(step.exit().failure().isEmpty());
                    assertNull(step.exit().value());
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void a_demand_of_nothing_is_an_error_by_the_rules_of_Reactive_Streams() {
        var subscription = new AtomicReference<org.reactivestreams.Subscription>();
        var errors = Sinks.<Throwable>one();
        sleeper(1).steps(Launch.of()).subscribe(new reactor.core.publisher.BaseSubscriber<Step>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription given) {
                subscription.set(given);
            }

            @Override
            protected void hookOnError(Throwable error) {
                errors.tryEmitValue(error);
            }
        });
        subscription.get().request(0);
        assertInstanceOf(IllegalArgumentException.class, errors.asMono().block(LIMIT));
    }

    @Test
    void the_subscribers_context_reaches_what_a_process_waits_for() {
        Template template = JavaProcess.template(
                kernel, process -> process.await(Mono.deferContextual(context -> Mono.just(context.get("who"))),
                        SLEEP));
        Step.Exited exited = template.steps(Launch.of())
                .ofType(Step.Exited.class)
                .contextWrite(Context.of("who", "me"))
                .blockLast(LIMIT);
        assertEquals("me", exited.exit().value());
    }

    @Test
    void signals_come_while_no_permit_is_held() {
        Kernel small = Kernel.builder().build();
        try {
            ProcessHost host = small.host(HostOptions.of("one").withWorkers(1));
            Template inner = JavaProcess.template(small, _ -> "inner");
            Template outer = JavaProcess.template(small, process -> process.await(Mono.never(), SLEEP));
            var flux = new StepFlux(host, outer, Launch.of());
            // With the permit held, the inner process would never get to run.
            Exit exit = flux.ofType(Step.Suspended.class)
                    .next()
                    .map(_ -> host.spawn(inner, Launch.of()).exit().block(LIMIT))
                    .block(LIMIT);
            assertEquals("inner", exit.value());
        } finally {
            small.close();
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
