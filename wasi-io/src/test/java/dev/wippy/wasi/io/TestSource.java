package dev.wippy.wasi.io;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A source that a test fills. */
final class TestSource implements Source {
    private byte[] bytes = {};
    private boolean ended;
    private boolean failed;
    private final TestReadiness readable = new TestReadiness(this::hasNews);

    private synchronized boolean hasNews() {
        return bytes.length > 0 || ended || failed;
    }

    void add(String text) {
        synchronized (this) {
            bytes = (new String(bytes, StandardCharsets.UTF_8) + text).getBytes(StandardCharsets.UTF_8);
        }
        readable.wake();
    }

    void end() {
        synchronized (this) {
            ended = true;
        }
        readable.wake();
    }

    void fail() {
        synchronized (this) {
            failed = true;
        }
        readable.wake();
    }

    /** Wakes who waits, though there is nothing: somebody else was quicker. */
    void wakeInVain() {
        readable.wake();
    }

    @Override
    public synchronized Optional<byte[]> poll(int max) {
        if (bytes.length > 0) {
            int count = Math.min(max, bytes.length);
            byte[] taken = Arrays.copyOf(bytes, count);
            bytes = Arrays.copyOfRange(bytes, count, bytes.length);
            return Optional.of(taken);
        }
        if (failed) {
            throw new KernelException(ErrorKind.UNAVAILABLE, "the line is down");
        }
        return ended ? Optional.empty() : Optional.of(new byte[0]);
    }

    @Override
    public Readiness readable() {
        return readable;
    }
}
