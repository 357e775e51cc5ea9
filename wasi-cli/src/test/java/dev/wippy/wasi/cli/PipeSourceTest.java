package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.KernelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeSourceTest {

    private static void awaitReadable(PipeSource source) throws InterruptedException {
        var ready = new CountDownLatch(1);
        source.readable().onReady(ready::countDown);
        ready.await();
    }

    private static Optional<String> text(Optional<byte[]> bytes) {
        return bytes.map(each -> new String(each, StandardCharsets.UTF_8));
    }

    @Test
    void nothing_is_read_before_somebody_asks() throws Exception {
        var stream = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
        var source = new PipeSource("a test", stream);
        assertEquals(5, stream.available());
        awaitReadable(source);
        assertEquals(Optional.of("hello"), text(source.poll(10)));
    }

    @Test
    void a_chunk_is_taken_in_pieces_and_then_comes_the_end_for_good() throws Exception {
        var source =
                new PipeSource("a test", new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
        awaitReadable(source);
        assertEquals(Optional.of(""), text(source.poll(0)));
        assertEquals(Optional.of("he"), text(source.poll(2)));
        assertEquals(Optional.of("llo"), text(source.poll(100)));
        awaitReadable(source);
        assertEquals(Optional.empty(), source.poll(1));
        assertEquals(Optional.empty(), source.poll(0));
        assertTrue(source.readable().ready());
    }

    @Test
    void while_there_is_nothing_it_gives_nothing_and_is_not_ready() throws Exception {
        var writer = new PipedOutputStream();
        var source = new PipeSource("a test", new PipedInputStream(writer));
        assertEquals(Optional.of(""), text(source.poll(10)));
        assertFalse(source.readable().ready());
        writer.write('x');
        writer.flush();
        awaitReadable(source);
        assertEquals(Optional.of("x"), text(source.poll(10)));
        assertFalse(source.readable().ready());
        writer.close();
        awaitReadable(source);
        assertEquals(Optional.empty(), source.poll(10));
    }

    @Test
    void a_wake_up_that_was_removed_does_not_run() throws Exception {
        var writer = new PipedOutputStream();
        var source = new PipeSource("a test", new PipedInputStream(writer));
        var woken = new AtomicInteger();
        source.readable().onReady(woken::incrementAndGet).dispose();
        writer.write('x');
        writer.flush();
        awaitReadable(source);
        assertEquals(0, woken.get());
    }

    @Test
    void what_comes_before_a_failure_is_given_before_it() throws Exception {
        var source = new PipeSource("standard input", new InputStream() {
            private boolean read;

            @Override
            public int read() throws IOException {
                throw new IOException("cable cut");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                if (read) {
                    return read();
                }
                read = true;
                bytes[from] = 'x';
                return 1;
            }
        });
        awaitReadable(source);
        assertEquals(Optional.of("x"), text(source.poll(10)));
        awaitReadable(source);
        var failure = assertThrows(KernelException.class, () -> source.poll(10));
        assertEquals("reading standard input failed: cable cut", failure.getMessage());
        assertThrows(KernelException.class, () -> source.poll(10));
    }

    @Test
    void it_reads_no_further_ahead_than_its_buffer_goes() throws Exception {
        var endless = new EndlessStream();
        var source = new PipeSource("a test", endless);
        awaitReadable(source);
        endless.awaitRead(PipeSource.BUFFER);
        // Whoever reads now does so because of these bytes, and no earlier.
        int before = endless.count();
        assertTrue(before <= PipeSource.BUFFER, before + " bytes were read ahead");
        source.poll(1 << 13);
        endless.awaitRead(before + 1);
        source.close();
    }

    @Test
    void a_long_stream_arrives_whole() throws Exception {
        byte[] all = new byte[1_000_003];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31 >> 3);
        }
        var source = new PipeSource("a test", new ByteArrayInputStream(all));
        var read = new ByteArrayOutputStream();
        while (true) {
            awaitReadable(source);
            var bytes = source.poll(5_000);
            if (bytes.isEmpty()) {
                break;
            }
            read.writeBytes(bytes.get());
        }
        assertArrayEquals(all, read.toByteArray());
    }

    @Test
    void closing_ends_it_and_wakes_who_waits() throws Exception {
        var source = new PipeSource("a test", new PipedInputStream(new PipedOutputStream()));
        var ready = new CountDownLatch(1);
        source.readable().onReady(ready::countDown);
        source.close();
        ready.await();
        assertEquals(Optional.empty(), source.poll(10));
    }

    /** Counts what is read from it. */
    private static final class EndlessStream extends InputStream {
        private int count;

        @Override
        public int read() {
            throw new AssertionError("single bytes are slow");
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            count += length;
            notifyAll();
            return length;
        }

        synchronized int count() {
            return count;
        }

        synchronized void awaitRead(int bytes) throws InterruptedException {
            while (count < bytes) {
                wait();
            }
        }
    }
}
