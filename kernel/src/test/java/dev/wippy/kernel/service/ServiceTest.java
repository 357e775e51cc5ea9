package dev.wippy.kernel.service;

import static dev.wippy.kernel.service.Runs.EXACT;
import static dev.wippy.kernel.service.Runs.LIMIT;
import static dev.wippy.kernel.service.Runs.WAIT;
import static dev.wippy.kernel.service.Runs.failsAfter;
import static dev.wippy.kernel.service.Runs.reaches;
import static dev.wippy.kernel.service.ServiceState.BACKING_OFF;
import static dev.wippy.kernel.service.ServiceState.FAILED;
import static dev.wippy.kernel.service.ServiceState.INACTIVE;
import static dev.wippy.kernel.service.ServiceState.RUNNING;
import static dev.wippy.kernel.service.ServiceState.STARTING;
import static dev.wippy.kernel.service.ServiceState.STOPPED;
import static dev.wippy.kernel.service.ServiceState.STOPPING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.RecordedLog;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A service and its real processes, in virtual time. */
class ServiceTest {
    private VirtualTimeScheduler clock;
    private Runs runs;

    @BeforeEach
    void stop_the_clock() {
        clock = VirtualTimeScheduler.getOrSet();
        Schedulers.parallel();
        runs = new Runs();
    }

    @AfterEach
    void start_the_clock() {
        runs.close();
        VirtualTimeScheduler.reset();
    }

    private List<Long> secondsOfLaunches() {
        Instant first = runs.launches.getFirst();
        return runs.launches.stream().map(each -> Duration.between(first, each).toSeconds()).toList();
    }

    @Test
    void it_is_ready_once_its_process_has_done_Init_and_ends_when_it_is_stopped() {
        Service service = runs.service("app:worker", EXACT, Runs::forEver);
        StepVerifier.create(service.statuses().map(ServiceStatus::state))
                .expectNext(INACTIVE)
                .then(() -> service.start().block(LIMIT))
                .expectNext(STARTING, RUNNING)
                .then(() -> assertEquals(Optional.of("{h|0x00001}"), service.status().run()))
                .then(() -> service.stop().block(LIMIT))
                .expectNext(STOPPING, STOPPED)
                .thenCancel()
                .verify(LIMIT);
        assertEquals(List.of("launch app:worker", "ready app:worker", "ended app:worker"), runs.events);
        assertEquals(Optional.empty(), service.status().run());
    }

    @Test
    void a_service_that_fails_comes_back_after_1_2_4_seconds_and_so_on() {
        Service service = runs.service("app:fails", EXACT, Runs::fails);
        service.start().subscribe();
        for (int restart = 1; restart <= 9; restart++) {
            ServiceStatus waits = reaches(service, BACKING_OFF, restart);
            assertEquals("Internal: java.lang.IllegalStateException: boom", waits.failure().get().toString());
            clock.advanceTimeBy(waits.delay().get());
        }
        reaches(service, BACKING_OFF, 10);
        assertEquals(List.of(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 217L, 307L), secondsOfLaunches());
    }

    @Test
    void it_does_not_come_back_before_its_delay_is_over() {
        Service service = runs.service("app:fails", EXACT, Runs::fails);
        service.start().subscribe();
        reaches(service, BACKING_OFF);
        clock.advanceTimeBy(Duration.ofMillis(999));
        assertEquals(1, runs.launches.size());
        assertEquals(BACKING_OFF, service.status().state());
        clock.advanceTimeBy(Duration.ofMillis(1));
        reaches(service, BACKING_OFF, 2);
        assertEquals(2, runs.launches.size());
    }

    @Test
    void one_that_ran_longer_than_the_threshold_starts_counting_anew() {
        Duration longer = Duration.ofMillis(5_001);
        Service service = runs.service(
                "app:now-and-then",
                EXACT,
                Runs::fails,
                Runs::fails,
                failsAfter(longer),
                failsAfter(Duration.ofSeconds(5)),
                Runs::forEver);
        service.start().subscribe();
        assertEquals(Duration.ofSeconds(1), afterDelay(service, 1));
        assertEquals(Duration.ofSeconds(2), afterDelay(service, 2));
        workFor(service, longer);
        assertEquals(Duration.ofSeconds(1), afterDelay(service, 1));
        workFor(service, Duration.ofSeconds(5));
        assertEquals(Duration.ofSeconds(2), afterDelay(service, 2));
        reaches(service, RUNNING, 2);
    }

    private Duration afterDelay(Service service, int restarts) {
        ServiceStatus waits = reaches(service, BACKING_OFF, restarts);
        clock.advanceTimeBy(waits.delay().get());
        return waits.delay().get();
    }

    /** Lets its process, which sleeps, go on. */
    private void workFor(Service service, Duration duration) {
        reaches(service, RUNNING);
        runs.untilItWaits();
        clock.advanceTimeBy(duration);
    }

    @Test
    void after_so_many_restarts_in_a_row_it_has_failed_for_good() {
        Lifecycle two = Runs.with(new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(90), 2, 0, 2));
        Service service = runs.service("app:twice", two, Optional.empty(), Runs::fails, Runs::forEver);
        StepVerifier.create(service.start())
                .then(() -> afterDelay(service, 1))
                .then(() -> afterDelay(service, 2))
                .expectErrorSatisfies(failed -> assertEquals(
                        "Internal: app:twice failed: java.lang.IllegalStateException: boom",
                        ((KernelException) failed).kind() + ": " + failed.getMessage()))
                .verify(LIMIT);
        assertEquals(FAILED, service.status().state());
        assertEquals(3, runs.launches.size());
        assertEquals(
                List.of(
                        "app:twice: failed: Internal: java.lang.IllegalStateException: boom; restart 1 of 2 in 1 s",
                        "app:twice: failed: Internal: java.lang.IllegalStateException: boom; restart 2 of 2 in 2 s"),
                warnings("app:twice: failed"));
    }

    private static List<String> warnings(String about) {
        return RecordedLog.warnings(about).stream().map(RecordedLog.Line::message).toList();
    }

    @Test
    void a_normal_end_does_not_restart() {
        Service service = runs.service("app:once", EXACT, _ -> 42);
        service.start().block(LIMIT);
        reaches(service, STOPPED);
        clock.advanceTimeBy(Duration.ofHours(1));
        assertEquals(STOPPED, service.status().state());
        assertEquals(1, runs.launches.size());
    }

    @Test
    void an_err_value_and_an_exit_code_that_is_not_0_are_failures() {
        var resultOfText = new FunctionType(
                List.of(),
                Optional.of(new ValueType.ResultOf(Optional.empty(), Optional.of(ValueType.Primitive.STRING))),
                false);
        assertEquals(Optional.of("it returned err: no disk"), ending(resultOfText, _ -> Map.of("err", "no disk")));
        assertEquals(Optional.of("it returned err"), ending(resultOfText, _ -> nothingUnder("err")));
        assertEquals(Optional.empty(), ending(resultOfText, _ -> nothingUnder("ok")));
        assertEquals(Optional.of("it exited with code 3"), ending(resultOfText, process -> {
            process.exit(3);
            return null;
        }));
        assertEquals(Optional.empty(), ending(resultOfText, process -> {
            process.exit(0);
            return null;
        }));
    }

    private static Map<String, @Nullable Object> nothingUnder(String key) {
        var map = new java.util.HashMap<String, @Nullable Object>();
        map.put(key, null);
        return map;
    }

    private Optional<String> ending(FunctionType type, Function<ProcessContext, @Nullable Object> script) {
        Service service = runs.service("app:ends", EXACT, Optional.of(type), _ -> {}, script);
        service.start().subscribe();
        ServiceStatus over = service.statuses()
                .filter(each -> each.state() == BACKING_OFF || each.state() == STOPPED)
                .blockFirst(LIMIT);
        service.close();
        return over.failure().map(failure -> failure.message());
    }

    @Test
    void one_that_is_not_ready_in_time_is_terminated_and_comes_back() {
        Service service = runs.service(
                "app:slow", EXACT, Optional.empty(), process -> process.await(Mono.never(), WAIT), _ -> null);
        service.start().subscribe();
        runs.untilItWaits();
        clock.advanceTimeBy(Duration.ofMillis(9_999));
        assertEquals(STARTING, service.status().state());
        clock.advanceTimeBy(Duration.ofMillis(1));
        assertEquals(
                "Timeout: {h|0x00001} was not ready within 10 s (lifecycle.start_timeout)",
                reaches(service, BACKING_OFF).failure().get().toString());
        assertEquals(List.of("launch app:slow", "ended app:slow"), runs.events);
    }

    @Test
    void one_that_does_not_heed_the_cancel_is_terminated_at_the_stop_timeout() {
        Service service = runs.service("app:deaf", EXACT, process -> {
            process.mailbox();
            return process.await(Mono.never(), WAIT);
        });
        service.start().block(LIMIT);
        runs.untilItWaits();
        StepVerifier.create(service.stop())
                .then(() -> clock.advanceTimeBy(Duration.ofMillis(9_999)))
                .then(() -> assertEquals(STOPPING, service.status().state()))
                .then(() -> clock.advanceTimeBy(Duration.ofMillis(1)))
                .expectComplete()
                .verify(LIMIT);
        assertEquals(STOPPED, service.status().state());
        assertEquals(
                List.of("app:deaf: {h|0x00001} did not end within 10 s (lifecycle.stop_timeout), and is terminated"),
                warnings("app:deaf"));
    }

    @Test
    void one_that_heeds_the_cancel_ends_in_its_own_time() {
        Service service = runs.service("app:neat", EXACT, process -> process.await(
                process.mailbox().receive(), WAIT));
        service.start().block(LIMIT);
        service.stop().block(LIMIT);
        assertEquals(STOPPED, service.status().state());
        assertEquals(List.of(), warnings("app:neat"));
    }

    @Test
    void one_that_backs_off_is_stopped_at_once_and_does_not_come_back() {
        Service service = runs.service("app:fails", EXACT, Runs::fails);
        service.start().subscribe();
        reaches(service, BACKING_OFF);
        service.stop().block(LIMIT);
        clock.advanceTimeBy(Duration.ofHours(1));
        assertEquals(STOPPED, service.status().state());
        assertEquals(1, runs.launches.size());
    }

    @Test
    void one_that_was_stopped_starts_anew() {
        Service service = runs.service("app:again", EXACT, Runs::forEver);
        service.start().block(LIMIT);
        service.stop().block(LIMIT);
        service.start().block(LIMIT);
        assertEquals(Optional.of("{h|0x00002}"), service.status().run());
        assertEquals(RUNNING, service.status().state());
    }

    @Test
    void starting_one_that_runs_changes_nothing_and_neither_does_stopping_one_that_does_not() {
        Service service = runs.service("app:worker", EXACT, Runs::forEver);
        service.start().block(LIMIT);
        service.start().block(LIMIT);
        assertEquals(1, runs.launches.size());
        service.stop().block(LIMIT);
        service.stop().block(LIMIT);
        assertEquals(STOPPED, service.status().state());
    }

    @Test
    void a_spawn_that_is_refused_is_a_failure_like_any_other() {
        Service service = runs.service("app:worker", EXACT, Runs::forEver);
        runs.host.close();
        service.start().subscribe();
        ServiceStatus waits = reaches(service, BACKING_OFF);
        assertEquals("Unavailable: host h is closed, so app:worker can't run", waits.failure().get().toString());
        clock.advanceTimeBy(waits.delay().get());
        reaches(service, BACKING_OFF, 2);
        assertEquals(2, runs.launches.size());
    }

    @Test
    void closing_terminates_what_runs_and_nothing_starts_after() {
        Service service = runs.service("app:worker", EXACT, Runs::forEver);
        service.start().block(LIMIT);
        service.close();
        reaches(service, STOPPED);
        var refused = assertThrows(KernelException.class, () -> service.start().block(LIMIT));
        assertEquals("app:worker failed: it was closed", refused.getMessage());
        assertEquals(1, runs.launches.size());
    }

    @Test
    void many_threads_that_start_and_stop_it_leave_one_run_or_none() throws Exception {
        Service service = runs.service("app:worker", EXACT, Runs::forEver);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            boolean starts = i % 2 == 0;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 100; n++) {
                    (starts ? service.start() : service.stop()).block(LIMIT);
                }
            }));
        }
        for (Thread each : threads) {
            each.join();
        }
        service.stop().block(LIMIT);
        assertEquals(STOPPED, service.status().state());
        assertEquals(0, runs.kernel.processes().count());
        assertTrue(runs.launches.size() > 1);
        assertEquals(0, runs.besideOneAnother.get());
    }
}
