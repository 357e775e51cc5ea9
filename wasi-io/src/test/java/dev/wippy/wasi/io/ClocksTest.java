package dev.wippy.wasi.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.test.JavaGuest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClocksTest {
    private static final long SECOND = 1_000_000_000;

    private final JavaGuest process = JavaGuest.of();
    private final Poll poll = new Poll(process);
    private final MonotonicClock clock = new MonotonicClock(process.time());

    @Test
    void the_monotonic_clock_starts_high_enough_to_subtract_from_and_follows_the_kernels_time() {
        assertEquals(MonotonicClock.START, clock.now());
        process.advance(Duration.ofMillis(1500));
        assertEquals(MonotonicClock.START + 1_500_000_000, clock.now());
        assertEquals(1, clock.resolution());
    }

    @Test
    void a_sleep_ends_at_its_instant_and_not_before() throws Exception {
        var pollable = clock.subscribeDuration(SECOND);
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(List.of(pollable)));
        assertEquals(new Operation("wasi:io/poll.poll", "1s"), process.nextSuspension());
        process.advance(Duration.ofNanos(SECOND - 1));
        assertFalse(poll.ready(pollable));
        assertFalse(guest.isDone());
        process.advance(Duration.ofNanos(1));
        assertTrue(poll.ready(pollable));
        assertEquals(List.of(0L), guest.get());
    }

    @Test
    void a_duration_counts_from_the_call_and_not_from_the_wait() {
        var pollable = clock.subscribeDuration(SECOND);
        process.advance(Duration.ofSeconds(1));
        assertEquals(List.of(0L), poll.poll(List.of(pollable)));
        assertTrue(process.wasNeverSuspended());
    }

    @Test
    void a_duration_of_nothing_is_over_at_once() {
        assertTrue(poll.ready(clock.subscribeDuration(0)));
    }

    @Test
    void an_instant_that_is_over_is_ready() {
        assertTrue(poll.ready(clock.subscribeInstant(0)));
        assertTrue(poll.ready(clock.subscribeInstant(clock.now())));
        assertFalse(poll.ready(clock.subscribeInstant(clock.now() + 1)));
    }

    @Test
    void an_instant_is_ready_when_it_comes() {
        var pollable = clock.subscribeInstant(clock.now() + SECOND);
        var woken = new AtomicInteger();
        pollable.readiness().onReady(woken::incrementAndGet);
        process.advance(Duration.ofNanos(SECOND - 1));
        assertEquals(0, woken.get());
        process.advance(Duration.ofNanos(1));
        assertEquals(1, woken.get());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MAX_VALUE - 1})
    void a_wait_of_centuries_is_still_on_after_decades(long huge) {
        var woken = new AtomicInteger();
        var duration = clock.subscribeDuration(huge);
        var instant = clock.subscribeInstant(huge);
        duration.readiness().onReady(woken::incrementAndGet);
        instant.readiness().onReady(woken::incrementAndGet);
        process.advance(Duration.ofDays(36_500));
        assertEquals(0, woken.get());
        assertFalse(poll.ready(duration));
        assertFalse(poll.ready(instant));
    }

    @Test
    void a_timer_that_nobody_waits_for_any_more_does_not_go_off() {
        var woken = new AtomicInteger();
        clock.subscribeDuration(SECOND).readiness().onReady(woken::incrementAndGet).dispose();
        process.advance(Duration.ofSeconds(2));
        assertEquals(0, woken.get());
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000, 1s",
        "90000000000, 90s",
        "300000000, 300ms",
        "1500000000, 1500ms",
        "20000, 20us",
        "1, 1ns",
        "1001, 1001ns",
        "-1, 18446744073709551615ns"
    })
    void a_sleep_is_named_by_its_duration(long nanos, String text) {
        assertEquals(text, clock.subscribeDuration(nanos).detail());
    }

    @Test
    void the_wall_clock_follows_the_kernels_time() {
        var wall = new WallClock(process.time());
        process.advance(Duration.ofMillis(90_250));
        assertEquals(new Datetime(90, 250_000_000), wall.now());
        assertEquals(new Datetime(0, 1_000), wall.resolution());
    }

    @Test
    void what_the_record_of_a_date_can_not_say_is_said_as_near_as_it_can() {
        assertEquals(new Datetime(0, 0), Datetime.of(Instant.ofEpochSecond(-1, 5)));
        assertEquals(Optional.of(Instant.ofEpochSecond(7, 8)), new Datetime(7, 8).instant());
        assertEquals(Optional.empty(), new Datetime(-1, 0).instant());
        assertEquals(Optional.empty(), new Datetime(0, 1_000_000_000).instant());
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 1750000000, 7200, CEST, true",
        ":Europe/Berlin, 1735689600, 3600, CET, false",
        "America/New_York, 1735689600, -18000, EST, false",
        "UTC, 1735689600, 0, UTC, false",
        "nowhere, 1735689600, 0, UTC, false",
        "'', 1735689600, 0, UTC, false",
        "Europe/Berlin, -1, 0, UTC, false"
    })
    void the_time_zone_is_the_one_that_the_process_is_told_in_TZ(
            String name, long seconds, int offset, String abbreviation, boolean summer) {
        var timezone = Timezone.of(
                JavaGuest.of(new ProgramSettings(List.of(), Map.of("TZ", name), Optional.empty())));
        var when = new Datetime(seconds, 0);
        assertEquals(new Timezone.Display(offset, abbreviation, summer), timezone.display(when));
        assertEquals(offset, timezone.utcOffset(when));
    }

    @Test
    void without_TZ_the_time_zone_is_UTC() {
        assertEquals(
                new Timezone.Display(0, "UTC", false), Timezone.of(process).display(new Datetime(1_750_000_000, 0)));
    }
}
