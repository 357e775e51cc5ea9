package dev.wippy.kernel;

import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Stdio;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Bounds what a process writes to standard output and standard error together (SPEC section 4, {@code max_output}). */
final class BoundedOutput {
    private final long most;
    private final Consumer<Failure> end;
    private final AtomicLong left;

    /** @param end ends the process, and does not return */
    BoundedOutput(long most, Consumer<Failure> end) {
        this.most = most;
        this.end = end;
        this.left = new AtomicLong(most);
    }

    Stdio around(Stdio stdio) {
        return new Stdio(
                stdio.input(),
                new Counted(stdio.output()),
                new Counted(stdio.error()),
                stdio.inputIsTerminal(),
                stdio.outputIsTerminal(),
                stdio.errorIsTerminal());
    }

    private final class Counted implements Sink {
        private final Sink sink;

        private Counted(Sink sink) {
            this.sink = sink;
        }

        @Override
        public boolean discards() {
            return sink.discards();
        }

        @Override
        public int capacity() {
            return sink.capacity();
        }

        @Override
        public void write(byte[] bytes) {
            if (left.addAndGet(-bytes.length) < 0) {
                end.accept(Failure.of(
                        ErrorKind.UNAVAILABLE, "it wrote more than limits.max_output, which is " + most + " bytes"));
            }
            sink.write(bytes);
        }

        @Override
        public boolean flushed() {
            return sink.flushed();
        }

        @Override
        public Readiness writable() {
            return sink.writable();
        }

        @Override
        public Readiness drained() {
            return sink.drained();
        }
    }
}
