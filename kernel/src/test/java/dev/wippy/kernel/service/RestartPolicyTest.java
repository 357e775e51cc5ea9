package dev.wippy.kernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static List<Long> seconds(RestartPolicy policy, int count, double random) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(restart -> policy.delay(restart, random).toSeconds())
                .toList();
    }

    @Test
    void the_delay_doubles_up_to_the_cap() {
        var exact = new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(90), 2, 0, 0);
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 90L, 90L), seconds(exact, 9, 0.7));
        assertEquals(Duration.ofSeconds(90), exact.delay(Integer.MAX_VALUE, 0.7));
    }

    @Test
    void the_jitter_moves_a_delay_by_a_tenth_either_way_and_never_past_the_cap() {
        RestartPolicy policy = RestartPolicy.DEFAULT;
        assertEquals(Duration.ofMillis(900), policy.delay(1, 0));
        assertEquals(Duration.ofMillis(1000), policy.delay(1, 0.5));
        assertEquals(Duration.ofMillis(1100), policy.delay(1, 1));
        assertEquals(Duration.ofSeconds(81), policy.delay(20, 0));
        assertEquals(Duration.ofSeconds(90), policy.delay(20, 1));
        var random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            Duration delay = policy.delay(20, random.nextDouble());
            assertTrue(delay.toMillis() >= 81_000 && delay.toMillis() <= 90_000, delay::toString);
        }
    }

    @Test
    void a_factor_of_1_keeps_the_delay_and_no_delay_stays_none() {
        assertEquals(
                List.of(3L, 3L, 3L),
                seconds(new RestartPolicy(Duration.ofSeconds(3), Duration.ofSeconds(90), 1, 0, 0), 3, 0));
        assertEquals(
                Duration.ZERO, new RestartPolicy(Duration.ZERO, Duration.ZERO, 2, 0.5, 0).delay(5, 1));
    }

    @Test
    void a_policy_that_makes_no_sense_is_refused() {
        Duration second = Duration.ofSeconds(1);
        for (Runnable wrong : List.<Runnable>of(
                () -> new RestartPolicy(second.negated(), second, 2, 0, 0),
                () -> new RestartPolicy(second, second, 0.5, 0, 0),
                () -> new RestartPolicy(second, second, Double.NaN, 0, 0),
                () -> new RestartPolicy(second, second, 2, 1.5, 0),
                () -> new RestartPolicy(second, second, 2, 0, -1))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }
}
