package dev.wippy.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

@Timeout(60)
class JavaGuestTest {
    private static final Operation WAIT = Operation.of("wait");

    private final JavaGuest guest = JavaGuest.of("a setting", 7);

    @Test
    void a_wait_is_over_when_virtual_time_is() throws Exception {
        FutureTask<String> run = guest.run(() -> {
            guest.await(guest.time().delay(Duration.ofDays(1)), WAIT);
            return "over";
        });
        assertEquals(WAIT, guest.nextSuspension());
        guest.advance(Duration.ofDays(1));
        assertEquals("over", run.get());
        assertTrue(guest.wasNeverSuspended());
    }

    @Test
    void what_is_there_already_does_not_suspend() {
        assertEquals("now", guest.await(Mono.just("now"), WAIT));
        assertTrue(guest.wasNeverSuspended());
    }

    @Test
    void a_failure_is_thrown_as_it_is() {
        var failure = new IllegalArgumentException("wrong");
        var run = guest.run(() -> guest.await(Mono.error(failure), WAIT));
        assertEquals(failure, assertThrows(ExecutionException.class, run::get).getCause());
    }

    @Test
    void a_killed_wait_cancels_what_it_waits_for() throws Exception {
        var cancelled = new CountDownLatch(1);
        var run = guest.run(() -> guest.await(Mono.never().doOnCancel(cancelled::countDown), WAIT));
        guest.nextSuspension();
        run.cancel(true);
        cancelled.await();
    }

    @Test
    void settings_are_found_by_their_type() {
        assertEquals(Optional.of("a setting"), guest.config(String.class));
        assertEquals(Optional.of(7), guest.config(Integer.class));
        assertEquals(Optional.empty(), guest.config(Duration.class));
    }

    @Test
    void an_exit_does_not_return() {
        assertEquals(3, assertThrows(JavaGuest.Exited.class, () -> guest.exit(3)).code());
    }

    @Test
    void closing_closes_the_last_first() throws Exception {
        List<String> closed = new ArrayList<>();
        guest.onClose(() -> closed.add("first"));
        guest.onClose(() -> closed.add("second"));
        guest.close();
        guest.close();
        assertEquals(List.of("second", "first"), closed);
    }
}
