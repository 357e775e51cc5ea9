package dev.wippy.test;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes all that is written, and keeps it. */
final class Collected implements Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What was written until now, as UTF-8. */
    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public int capacity() {
        return 1 << 16;
    }

    @Override
    public void write(byte[] written) {
        bytes.writeBytes(written);
    }

    @Override
    public boolean flushed() {
        return true;
    }

    @Override
    public Readiness writable() {
        return Readiness.ALWAYS;
    }

    @Override
    public Readiness drained() {
        return Readiness.ALWAYS;
    }
}
