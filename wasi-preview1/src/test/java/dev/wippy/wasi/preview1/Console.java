package dev.wippy.wasi.preview1;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.test.Collected;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Standard streams that are kept: input that is there at once, and output that is read afterwards. */
final class Console {
    private final Collected output = new Collected();
    private final Collected error = new Collected();
    private final byte[] input;
    private int taken;

    Console(String input) {
        this.input = input.getBytes(StandardCharsets.UTF_8);
    }

    String output() {
        return output.text();
    }

    String error() {
        return error.text();
    }

    Stdio stdio() {
        return new Stdio(new Typed(), output, error, false, false, false);
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
}
