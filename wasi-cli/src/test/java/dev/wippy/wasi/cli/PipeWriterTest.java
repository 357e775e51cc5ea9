package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeWriterTest {
    private final PipeWriter writer = new PipeWriter("test writer");
    private final ByteArrayOutputStream both = new ByteArrayOutputStream();

    private static void await(Readiness readiness) throws InterruptedException {
        var ready = new CountDownLatch(1);
        readiness.onReady(ready::countDown);
        ready.await();
    }

    private static void write(Sink sink, String text) {
        sink.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_said_on_two_streams_keeps_its_order() throws Exception {
        var out = writer.sink("standard output", both);
        var err = writer.sink("standard error", both);
        var expected = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            await(out.writable());
            await(err.writable());
            write(out, "o" + i);
            write(err, "e" + i);
            expected.append("o").append(i).append("e").append(i);
        }
        writer.flush();
        assertEquals(expected.toString(), both.toString(StandardCharsets.UTF_8));
        assertTrue(out.flushed());
        assertTrue(err.flushed());
    }

    @Test
    void a_slow_stream_fills_its_buffer_and_no_more_and_holds_nobody_up() throws Exception {
        var gate = new Gate();
        var sink = writer.sink("a pipe", gate);
        assertEquals(PipeSink.BUFFER, sink.capacity());
        sink.write(new byte[PipeSink.BUFFER - 1]);
        assertEquals(1, sink.capacity());
        assertTrue(sink.writable().ready());
        write(sink, "x");
        assertEquals(0, sink.capacity());
        assertFalse(sink.writable().ready());
        assertFalse(sink.drained().ready());
        assertFalse(sink.flushed());
        gate.open();
        await(sink.writable());
        await(sink.drained());
        assertTrue(sink.flushed());
        assertEquals(PipeSink.BUFFER, gate.count());
    }

    @Test
    void a_flush_with_a_bound_gives_up_on_a_stream_that_is_stuck() throws Exception {
        var gate = new Gate();
        var sink = writer.sink("a pipe", gate);
        write(sink, "x");
        assertFalse(writer.flush(Duration.ofMillis(1)));
        gate.open();
        assertTrue(writer.flush(Duration.ofMinutes(1)));
        assertEquals(1, gate.count());
    }

    @Test
    void two_that_fill_it_at_once_lose_nothing() throws Exception {
        var sink = writer.sink("a pipe", both);
        sink.write(new byte[PipeSink.BUFFER]);
        sink.write(new byte[PipeSink.BUFFER]);
        writer.flush();
        assertEquals(2 * PipeSink.BUFFER, both.size());
        assertEquals(PipeSink.BUFFER, sink.capacity());
    }

    @Test
    void a_broken_stream_fails_for_good_and_only_itself() throws Exception {
        var broken = writer.sink("standard output", new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        var whole = writer.sink("standard error", both);
        write(broken, "lost");
        write(whole, "said");
        await(broken.drained());
        writer.flush();
        assertEquals("said", both.toString(StandardCharsets.UTF_8));
        assertTrue(broken.writable().ready());
        assertFalse(broken.flushed());
        var failure = assertThrows(KernelException.class, broken::capacity);
        assertEquals("writing to standard output failed: Broken pipe", failure.getMessage());
        assertThrows(KernelException.class, () -> write(broken, "x"));
        assertTrue(whole.flushed());
    }

    @Test
    void a_flush_of_nothing_is_done() throws Exception {
        writer.flush();
        var sink = writer.sink("a pipe", both);
        sink.write(new byte[0]);
        writer.flush();
        assertTrue(sink.flushed());
    }

    @Test
    void what_was_said_before_closing_is_still_written_and_nothing_after() throws Exception {
        var gate = new Gate();
        var sink = writer.sink("a pipe", gate);
        sink.write(new byte[7]);
        writer.close();
        var failure = assertThrows(KernelException.class, sink::capacity);
        assertEquals("writing to a pipe failed: it is closed", failure.getMessage());
        assertThrows(KernelException.class, () -> write(sink, "x"));
        assertTrue(sink.writable().ready());
        assertFalse(sink.drained().ready());
        gate.open();
        await(sink.drained());
        assertEquals(7, gate.count());
        writer.flush();
    }

    @Test
    void the_thread_ends_with_its_writer() throws Exception {
        var thread = new CompletableFuture<Thread>();
        var sink = writer.sink("a pipe", new OutputStream() {
            @Override
            public void write(int b) {
                thread.complete(Thread.currentThread());
            }
        });
        write(sink, "x");
        writer.close();
        thread.get().join();
        assertTrue(sink.flushed());
    }

    @Test
    void each_write_goes_through_a_stream_that_has_a_buffer_of_its_own() throws Exception {
        var sink = writer.sink("a pipe", new java.io.BufferedOutputStream(both, 1 << 20));
        write(sink, "x");
        await(sink.drained());
        assertEquals("x", both.toString(StandardCharsets.UTF_8));
    }

    /** A stream that takes nothing until it is opened. */
    private static final class Gate extends OutputStream {
        private final Semaphore permits = new Semaphore(0);
        private int count;

        void open() {
            permits.release(1 << 20);
        }

        synchronized int count() {
            return count;
        }

        @Override
        public void write(int b) {
            throw new AssertionError("single bytes are slow");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            permits.acquireUninterruptibly();
            synchronized (this) {
                count += length;
            }
        }
    }
}
