package dev.wippy.wasi.cli;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.test.Collected;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Terminals, with an input that gives some bytes and is then silent, an output that is full after 64 KiB until somebody
 * waits for it, and an error output that fails.
 */
final class FakeTerminal {
    private static final int FULL = 1 << 16;

    private final Collected output = new Collected();

    String output() {
        return output.text();
    }

    Stdio stdio(String typed) {
        return new Stdio(new Typed(typed.getBytes(StandardCharsets.UTF_8)), new Narrow(), new Broken(), true, true,
                true);
    }

    private static final class Typed implements Source {
        private final byte[] bytes;
        private int taken;

        Typed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Optional<byte[]> poll(int max) {
            int from = taken;
            taken = Math.min(bytes.length, from + max);
            return Optional.of(Arrays.copyOfRange(bytes, from, taken));
        }

        @Override
        public Readiness readable() {
            return new Readiness() {
                @Override
                public boolean ready() {
                    return taken < bytes.length;
                }

                @Override
                public Disposable onReady(Runnable wake) {
                    if (ready()) {
                        wake.run();
                    }
                    return Disposables.disposed();
                }
            };
        }
    }

    private final class Narrow implements Sink {
        private boolean full;

        @Override
        public int capacity() {
            return full ? 0 : FULL;
        }

        @Override
        public void write(byte[] bytes) {
            output.write(bytes);
            full = bytes.length == FULL;
        }

        @Override
        public boolean flushed() {
            return !full;
        }

        @Override
        public Readiness writable() {
            return new Readiness() {
                @Override
                public boolean ready() {
                    return !full;
                }

                @Override
                public Disposable onReady(Runnable wake) {
                    full = false;
                    wake.run();
                    return Disposables.disposed();
                }
            };
        }

        @Override
        public Readiness drained() {
            return writable();
        }
    }

    /** Fails after the first write. */
    private static final class Broken implements Sink {
        private boolean written;

        @Override
        public int capacity() {
            if (written) {
                throw failure();
            }
            return FULL;
        }

        @Override
        public void write(byte[] bytes) {
            written = true;
            throw failure();
        }

        private static KernelException failure() {
            return new KernelException(ErrorKind.UNAVAILABLE, "out of order");
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
