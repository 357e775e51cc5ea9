package dev.wippy.wasi.preview1;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Standard streams that are kept: input that is there at once, and output that is read afterwards. */
final class Console {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final byte[] input;
    private int taken;

    Console(String input) {
        this.input = input.getBytes(StandardCharsets.UTF_8);
    }

    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    Stdio stdio() {
        return new Stdio(new Typed(), new Kept(output), new Kept(error), false, false, false);
    }

    private final class Typed implements Source {
        @Override
        public Optional<byte[]> poll(int max) {
            int from = taken;
            taken = Math.min(input.length, from + max);
            return from == input.length ? Optional.empty() : Optional.of(Arrays.copyOfRange(input, from, taken));
        }

        @Override
        public Readiness readable() {
            return Readiness.ALWAYS;
        }
    }

    private record Kept(ByteArrayOutputStream bytes) implements Sink {
        @Override
        public int capacity() {
            return 1 << 16;
        }

        @Override
        public void write(byte[] more) {
            bytes.writeBytes(more);
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
}
