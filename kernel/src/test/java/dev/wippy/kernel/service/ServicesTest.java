package dev.wippy.kernel.service;

import static dev.wippy.kernel.service.Runs.EXACT;
import static dev.wippy.kernel.service.Runs.LIMIT;
import static dev.wippy.kernel.service.ServiceState.BACKING_OFF;
import static dev.wippy.kernel.service.ServiceState.FAILED;
import static dev.wippy.kernel.service.ServiceState.INACTIVE;
import static dev.wippy.kernel.service.ServiceState.RUNNING;
import static dev.wippy.kernel.service.ServiceState.STARTING;
import static dev.wippy.kernel.service.ServiceState.STOPPED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.KernelException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Services that require one another, in virtual time. */
class ServicesTest {
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

    private Service worker(String id) {
        return runs.service(id, EXACT, Runs::forEver);
    }

    private static Services services(Object... pairs) {
        var requirements = new LinkedHashMap<Service, Set<Service>>();
        for (int i = 0; i < pairs.length; i += 2) {
            @SuppressWarnings("unchecked")
            var required = (Set<Service>) pairs[i + 1];
            requirements.put((Service) pairs[i], required);
        }
        return Services.of(requirements);
    }

    @Test
    void each_starts_after_what_it_requires_and_stops_before_it() {
        Service top = worker("top");
        Service middle = worker("middle");
        Service base = worker("base");
        Services all = services(top, Set.of(middle, base), middle, Set.of(base), base, Set.of());
        all.start().block(LIMIT);
        assertEquals(
                List.of(
                        "launch base", "ready base", "launch middle", "ready middle", "launch top", "ready top"),
                runs.events);
        runs.events.clear();
        all.stop().block(LIMIT);
        assertEquals(List.of("ended top", "ended middle", "ended base"), runs.events);
        assertEquals(true, all.over().block(LIMIT));
    }

    @Test
    void those_of_one_level_start_at_the_same_time() {
        var both = new CountDownLatch(2);
        Service left = runs.service("left", EXACT, Optional.empty(), _ -> meet(both), Runs::forEver);
        Service right = runs.service("right", EXACT, Optional.empty(), _ -> meet(both), Runs::forEver);
        services(left, Set.of(), right, Set.of()).start().block(LIMIT);
        assertEquals(List.of(RUNNING, RUNNING), List.of(left.status().state(), right.status().state()));
    }

    /** Each waits, in its Init, for the other's. */
    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            if (!both.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other one does not start beside this one");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void one_waits_for_what_it_requires_to_come_back() {
        Service base = runs.service(
                "base",
                EXACT,
                Optional.empty(),
                _ -> {
                    if (runs.launches.size() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                },
                Runs::forEver);
        Service top = worker("top");
        StepVerifier.create(services(base, Set.of(), top, Set.of(base)).start())
                .then(() -> Runs.reaches(base, BACKING_OFF))
                .then(() -> assertEquals(INACTIVE, top.status().state()))
                .then(() -> clock.advanceTimeBy(Duration.ofSeconds(1)))
                .expectComplete()
                .verify(LIMIT);
        assertEquals(List.of(RUNNING, RUNNING), List.of(base.status().state(), top.status().state()));
    }

    @Test
    void one_whose_requirement_failed_for_good_never_starts_and_the_others_do() {
        Lifecycle once = Runs.with(new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 0, 1));
        Service bad = runs.service(
                "bad",
                once,
                Optional.empty(),
                _ -> {
                    throw new IllegalStateException("no");
                },
                _ -> null);
        Service needy = worker("needy");
        Service needier = worker("needier");
        Service other = worker("other");
        Services all = services(
                bad, Set.of(), needy, Set.of(bad), needier, Set.of(needy), other, Set.of());
        StepVerifier.create(all.start())
                .then(() -> Runs.reaches(bad, BACKING_OFF))
                .then(() -> clock.advanceTimeBy(Duration.ofSeconds(1)))
                .expectComplete()
                .verify(LIMIT);
        assertEquals(FAILED, needy.status().state());
        assertEquals(
                "Unavailable: bad, which it requires, failed",
                needy.status().failure().get().toString());
        assertEquals(
                "Unavailable: needy, which it requires, failed",
                needier.status().failure().get().toString());
        assertEquals(RUNNING, other.status().state());
        other.stop().block(LIMIT);
        assertEquals(false, all.over().block(LIMIT));
    }

    @Test
    void a_stop_in_the_middle_of_the_start_keeps_the_rest_from_starting() {
        Service base = runs.service("base", EXACT, Optional.empty(), process -> process.await(
                reactor.core.publisher.Mono.never(), Runs.WAIT), _ -> null);
        Service top = worker("top");
        Services all = services(base, Set.of(), top, Set.of(base));
        all.start().subscribe();
        Runs.reaches(base, STARTING);
        // One that is ended before it began has no body to close.
        runs.untilItWaits();
        all.stop().block(LIMIT);
        assertEquals(List.of(STOPPED, STOPPED), List.of(base.status().state(), top.status().state()));
        assertEquals(List.of("launch base", "ended base"), runs.events);
        assertEquals(true, all.over().block(LIMIT));
    }

    @Test
    void a_requirement_that_ended_normally_has_done_its_work() {
        Service migration = runs.service("migration", EXACT, _ -> null);
        Service server = worker("server");
        services(migration, Set.of(), server, Set.of(migration)).start().block(LIMIT);
        assertEquals(RUNNING, server.status().state());
    }

    @Test
    void a_circle_is_refused() {
        Service one = worker("one");
        Service two = worker("two");
        var refused = assertThrows(
                KernelException.class, () -> Services.of(Map.of(one, Set.of(two), two, Set.of(one))));
        assertEquals("services require one another in a circle: ", refused.getMessage().substring(0, 42));
    }
}
