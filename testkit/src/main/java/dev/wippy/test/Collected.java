package dev.wippy.test;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A sink that takes all that is written at once, and keeps it. Safe for use by many threads. */
public final class Collected implements Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What was written until now, as UTF-8. */
    public String text() {
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
