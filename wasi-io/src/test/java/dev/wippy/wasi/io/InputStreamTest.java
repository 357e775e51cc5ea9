package dev.wippy.wasi.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.Result;
import dev.wippy.kernel.Operation;
import dev.wippy.test.JavaGuest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InputStreamTest {
    private final JavaGuest process = JavaGuest.of();
    private final Streams streams = new Streams(process);
    private final Poll poll = new Poll(process);
    private final TestSource source = new TestSource();
    private final InputStream stream = InputStream.of(source);

    /** A result as text, for whole comparison. */
    private static String shown(Result<?, StreamError> result) {
        return switch (result) {
            case Result.Ok(byte[] bytes) -> "\"" + new String(bytes, StandardCharsets.UTF_8) + "\"";
            case Result.Ok(var value) -> String.valueOf(value);
            case Result.Err(StreamError.Closed()) -> "closed";
            case Result.Err(StreamError.LastOperationFailed(var error)) -> "failed: " + new Errors()
                    .toDebugString(error);
        };
    }

    @Test
    void a_read_takes_what_is_there_and_no_more_than_asked_for() {
        assertEquals("\"\"", shown(streams.read(stream, 10)));
        source.add("hello");
        assertEquals("\"hel\"", shown(streams.read(stream, 3)));
        assertEquals("\"\"", shown(streams.read(stream, 0)));
        assertEquals("\"lo\"", shown(streams.read(stream, -1)));
        source.end();
        assertEquals("closed", shown(streams.read(stream, 0)));
        assertEquals("closed", shown(streams.read(stream, 10)));
        assertEquals("closed", shown(streams.skip(stream, 10)));
        assertTrue(process.wasNeverSuspended());
    }

    @Test
    void a_huge_read_takes_a_bounded_piece() {
        source.add("x".repeat(100_000));
        assertEquals("65536", shown(streams.skip(stream, -1)));
        assertEquals("34464", shown(streams.skip(stream, 1L << 40)));
        assertEquals("0", shown(streams.skip(stream, 1)));
    }

    @Test
    void a_failure_is_told_once_and_ends_the_stream() {
        source.add("x");
        source.fail();
        assertEquals("\"x\"", shown(streams.read(stream, 10)));
        assertEquals("failed: the line is down", shown(streams.blockingRead(stream, 10)));
        assertEquals("closed", shown(streams.read(stream, 10)));
        assertEquals("closed", shown(streams.blockingSkip(stream, 10)));
    }

    @Test
    void a_blocking_read_suspends_until_there_is_a_byte() throws Exception {
        FutureTask<String> guest = process.run(() -> shown(streams.blockingRead(stream, 10)));
        var operation = Operation.of("wasi:io/streams.input-stream.blocking-read");
        assertEquals(operation, process.nextSuspension());
        source.wakeInVain();
        assertEquals(operation, process.nextSuspension());
        source.add("hi");
        assertEquals("\"hi\"", guest.get());
    }

    @Test
    void a_blocking_read_of_nothing_waits_too() throws Exception {
        FutureTask<String> guest = process.run(() -> shown(streams.blockingRead(stream, 0)));
        process.nextSuspension();
        source.add("hi");
        assertEquals("\"\"", guest.get());
    }

    @Test
    void a_blocking_skip_suspends_until_it_skips_something() throws Exception {
        FutureTask<String> guest = process.run(() -> shown(streams.blockingSkip(stream, 1)));
        assertEquals(Operation.of("wasi:io/streams.input-stream.blocking-skip"), process.nextSuspension());
        source.add("hi");
        assertEquals("1", guest.get());
        assertEquals("\"i\"", shown(streams.read(stream, 10)));
    }

    @Test
    void a_blocking_read_ends_with_the_stream() throws Exception {
        FutureTask<String> guest = process.run(() -> shown(streams.blockingRead(stream, 1)));
        process.nextSuspension();
        source.end();
        assertEquals("closed", guest.get());
    }

    @Test
    void a_subscription_is_ready_for_bytes_and_for_the_end() throws Exception {
        var pollable = streams.subscribe(stream);
        assertFalse(poll.ready(pollable));
        source.add("x");
        assertTrue(poll.ready(pollable));
        streams.read(stream, 1);
        assertFalse(poll.ready(pollable));
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(List.of(pollable)));
        assertEquals(new Operation("wasi:io/poll.poll", "input-stream"), process.nextSuspension());
        source.end();
        assertEquals(List.of(0L), guest.get());
        streams.read(stream, 1);
        assertTrue(poll.ready(pollable));
    }

    @Test
    void a_drop_frees_what_the_stream_owns() {
        var dropped = new AtomicInteger();
        var owning = InputStream.of(source, dropped::incrementAndGet);
        owning.close();
        assertEquals(1, dropped.get());
    }
}
