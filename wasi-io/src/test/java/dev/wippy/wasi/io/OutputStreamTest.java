package dev.wippy.wasi.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.Result;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.Operation;
import dev.wippy.test.JavaGuest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutputStreamTest {
    private final JavaGuest process = JavaGuest.of();
    private final Streams streams = new Streams(process);
    private final Poll poll = new Poll(process);
    private final TestSink sink = new TestSink(8);
    private final OutputStream stream = OutputStream.of(sink);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(Result<?, StreamError> result) {
        return switch (result) {
            case Result.Ok(var value) -> value == null ? "ok" : value.toString();
            case Result.Err(StreamError.Closed()) -> "closed";
            case Result.Err(StreamError.LastOperationFailed(var error)) -> "failed: " + error.debugString();
        };
    }

    @Test
    void as_much_as_was_permitted_is_written_at_once() {
        assertEquals("8", shown(streams.checkWrite(stream)));
        assertEquals("ok", shown(streams.write(stream, bytes("hello"))));
        assertEquals("3", shown(streams.checkWrite(stream)));
        assertEquals("ok", shown(streams.write(stream, bytes("abc"))));
        assertEquals("0", shown(streams.checkWrite(stream)));
        assertEquals("ok", shown(streams.write(stream, bytes(""))));
        assertEquals("helloabc", sink.text());
        assertTrue(process.wasNeverSuspended());
    }

    @Test
    void more_than_was_permitted_traps() {
        streams.checkWrite(stream);
        var trap = assertThrows(Trap.class, () -> streams.write(stream, bytes("123456789")));
        assertEquals(
                "wasi:io/streams.output-stream.write: 9 bytes, where check-write permitted 8", trap.getMessage());
        assertEquals("", sink.text());
    }

    @Test
    void a_write_without_a_permit_traps() {
        var trap = assertThrows(Trap.class, () -> streams.write(stream, bytes("x")));
        assertEquals(
                "wasi:io/streams.output-stream.write: 1 bytes, where check-write permitted 0", trap.getMessage());
    }

    @Test
    void a_permit_is_used_up() {
        streams.checkWrite(stream);
        streams.write(stream, bytes("123456"));
        sink.drain();
        assertThrows(Trap.class, () -> streams.write(stream, bytes("789")));
        assertEquals("123456", sink.text());
    }

    @Test
    void a_permit_holds_though_another_stream_has_filled_the_sink() throws Exception {
        var other = OutputStream.of(sink);
        streams.checkWrite(stream);
        streams.checkWrite(other);
        streams.write(other, bytes("123456"));
        FutureTask<String> guest = process.run(() -> shown(streams.write(stream, bytes("abcd"))));
        assertEquals(Operation.of("wasi:io/streams.output-stream.write"), process.nextSuspension());
        sink.drain();
        assertEquals("ok", guest.get());
        assertEquals("123456abcd", sink.text());
    }

    @Test
    void while_a_flush_is_under_way_nothing_may_be_written() {
        var pollable = streams.subscribe(stream);
        streams.checkWrite(stream);
        streams.write(stream, bytes("abc"));
        assertTrue(poll.ready(pollable));
        assertEquals("ok", shown(streams.flush(stream)));
        assertEquals("0", shown(streams.checkWrite(stream)));
        assertFalse(poll.ready(pollable));
        assertThrows(Trap.class, () -> streams.write(stream, bytes("x")));
        sink.drain();
        assertTrue(poll.ready(pollable));
        assertEquals("8", shown(streams.checkWrite(stream)));
    }

    @Test
    void a_flush_takes_back_the_permit() {
        streams.checkWrite(stream);
        streams.flush(stream);
        assertThrows(Trap.class, () -> streams.write(stream, bytes("x")));
    }

    @Test
    void a_subscription_waits_for_room() throws Exception {
        var pollable = streams.subscribe(stream);
        streams.checkWrite(stream);
        streams.write(stream, bytes("12345678"));
        FutureTask<List<Long>> guest = process.run(() -> poll.poll(List.of(pollable)));
        assertEquals(new Operation("wasi:io/poll.poll", "output-stream"), process.nextSuspension());
        assertEquals(1, sink.waiting());
        sink.drain();
        assertEquals(List.of(0L), guest.get());
        assertEquals(0, sink.waiting());
    }

    @Test
    void a_subscription_given_up_leaves_no_wake_up() {
        streams.checkWrite(stream);
        streams.write(stream, bytes("12345678"));
        var wait = streams.subscribe(stream).readiness().onReady(() -> {});
        assertEquals(1, sink.waiting());
        wait.dispose();
        assertEquals(0, sink.waiting());
    }

    @Test
    void a_blocking_flush_suspends_until_all_has_gone_out() throws Exception {
        streams.checkWrite(stream);
        streams.write(stream, bytes("abc"));
        FutureTask<String> guest = process.run(() -> shown(streams.blockingFlush(stream)));
        assertEquals(Operation.of("wasi:io/streams.output-stream.blocking-flush"), process.nextSuspension());
        sink.drain();
        assertEquals("ok", guest.get());
    }

    @Test
    void a_flush_of_nothing_does_not_suspend() {
        assertEquals("ok", shown(streams.blockingFlush(stream)));
        assertTrue(process.wasNeverSuspended());
    }

    @Test
    void a_blocking_write_goes_out_piece_by_piece_through_a_small_sink() throws Exception {
        FutureTask<String> guest =
                process.run(() -> shown(streams.blockingWriteAndFlush(stream, bytes("12345678abcdefgh!"))));
        var operation = Operation.of("wasi:io/streams.output-stream.blocking-write-and-flush");
        assertEquals(operation, process.nextSuspension());
        assertEquals("12345678", sink.text());
        sink.drain();
        assertEquals(operation, process.nextSuspension());
        sink.drain();
        assertEquals(operation, process.nextSuspension());
        assertEquals("12345678abcdefgh!", sink.text());
        sink.drain();
        assertEquals("ok", guest.get());
    }

    @Test
    void a_blocking_write_of_more_than_4096_bytes_traps() {
        var trap = assertThrows(Trap.class, () -> streams.blockingWriteAndFlush(stream, new byte[4097]));
        assertEquals(
                "wasi:io/streams.output-stream.blocking-write-and-flush: 4097 bytes, where at most 4096 are allowed",
                trap.getMessage());
        assertThrows(Trap.class, () -> streams.blockingWriteZeroesAndFlush(stream, 4097));
        assertThrows(Trap.class, () -> streams.blockingWriteZeroesAndFlush(stream, -1));
    }

    @Test
    void zeroes_are_written_as_bytes_are() throws Exception {
        streams.checkWrite(stream);
        assertEquals("ok", shown(streams.writeZeroes(stream, 3)));
        assertEquals("\0\0\0", sink.text());
        assertThrows(Trap.class, () -> streams.writeZeroes(stream, 6));
        assertThrows(Trap.class, () -> streams.writeZeroes(stream, -1));
        FutureTask<String> guest = process.run(() -> shown(streams.blockingWriteZeroesAndFlush(stream, 5)));
        assertEquals(
                Operation.of("wasi:io/streams.output-stream.blocking-write-zeroes-and-flush"),
                process.nextSuspension());
        sink.drain();
        assertEquals("ok", guest.get());
        assertEquals("\0".repeat(8), sink.text());
    }

    @Test
    void a_failure_is_told_once_and_ends_the_stream() {
        streams.checkWrite(stream);
        streams.write(stream, bytes("12345678"));
        var pollable = streams.subscribe(stream);
        assertFalse(poll.ready(pollable));
        sink.fail();
        assertTrue(poll.ready(pollable));
        assertEquals("failed: the pipe is broken", shown(streams.checkWrite(stream)));
        assertEquals("closed", shown(streams.checkWrite(stream)));
        assertEquals("closed", shown(streams.write(stream, bytes("x"))));
        assertEquals("closed", shown(streams.writeZeroes(stream, 0)));
        assertEquals("closed", shown(streams.writeZeroes(stream, -1)));
        assertEquals("closed", shown(streams.blockingWriteAndFlush(stream, bytes("x"))));
        assertEquals("closed", shown(streams.flush(stream)));
        assertEquals("closed", shown(streams.blockingFlush(stream)));
        assertTrue(poll.ready(pollable));
    }

    @Test
    void a_flush_that_fails_while_it_is_waited_for_says_so() throws Exception {
        streams.checkWrite(stream);
        streams.write(stream, bytes("abc"));
        FutureTask<String> guest = process.run(() -> shown(streams.blockingFlush(stream)));
        process.nextSuspension();
        sink.fail();
        assertEquals("failed: the pipe is broken", guest.get());
    }

    @Test
    void a_splice_moves_what_is_there_as_far_as_there_is_room() {
        var source = new TestSource();
        var input = InputStream.of(source);
        assertEquals("0", shown(streams.splice(stream, input, 5)));
        source.add("hello, world");
        assertEquals("5", shown(streams.splice(stream, input, 5)));
        assertEquals("3", shown(streams.splice(stream, input, -1)));
        assertEquals("0", shown(streams.splice(stream, input, 5)));
        assertEquals("hello, w", sink.text());
        sink.drain();
        assertEquals("4", shown(streams.splice(stream, input, 5)));
        source.end();
        assertEquals("closed", shown(streams.splice(stream, input, 5)));
        assertEquals("hello, world", sink.text());
        assertTrue(process.wasNeverSuspended());
    }

    @Test
    void a_blocking_splice_waits_for_room_and_for_bytes() throws Exception {
        var source = new TestSource();
        var input = InputStream.of(source);
        streams.checkWrite(stream);
        streams.write(stream, bytes("12345678"));
        FutureTask<String> guest = process.run(() -> shown(streams.blockingSplice(stream, input, 5)));
        var operation = Operation.of("wasi:io/streams.output-stream.blocking-splice");
        assertEquals(operation, process.nextSuspension());
        sink.drain();
        assertEquals(operation, process.nextSuspension());
        source.wakeInVain();
        assertEquals(operation, process.nextSuspension());
        source.add("abc");
        assertEquals("3", guest.get());
        assertEquals("12345678abc", sink.text());
    }

    @Test
    void a_splice_into_a_broken_sink_takes_nothing_from_its_source() {
        var source = new TestSource();
        source.add("abc");
        var input = InputStream.of(source);
        sink.fail();
        assertEquals("failed: the pipe is broken", shown(streams.splice(stream, input, 5)));
        assertEquals("closed", shown(streams.blockingSplice(stream, input, 5)));
        assertEquals("3", shown(streams.skip(input, 5)));
    }

    @Test
    void a_drop_frees_what_the_stream_owns() {
        var dropped = new AtomicInteger();
        OutputStream.of(sink, dropped::incrementAndGet).close();
        assertEquals(1, dropped.get());
    }
}
