package dev.wippy.wasi.preview1;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import java.util.Arrays;
import java.util.Optional;

/** Reading standard input and writing standard output; the process is suspended while there is nothing, or no room. */
final class StandardStreams {
    private static final Operation READ = Operation.of("wasi_snapshot_preview1.fd_read");
    private static final Operation WRITE = Operation.of("wasi_snapshot_preview1.fd_write");

    private final ProcessContext process;

    StandardStreams(ProcessContext process) {
        this.process = process;
    }

    /** What there is, at most {@code max} bytes; none at the end. */
    byte[] read(Descriptor.Input input, int max) {
        if (max == 0) {
            return new byte[0];
        }
        Source source = input.source();
        while (true) {
            Optional<byte[]> bytes = poll(source, max);
            if (bytes.isEmpty() || bytes.get().length > 0) {
                return bytes.orElseGet(() -> new byte[0]);
            }
            await(input, source.readable(), READ);
        }
    }

    private static Optional<byte[]> poll(Source source, int max) {
        try {
            return source.poll(max);
        } catch (KernelException failed) {
            throw new ErrnoException(Errno.IO);
        }
    }

    /**
     * Writes bytes, and waits until they have gone out.
     *
     * @return how many were written: all, unless the descriptor does not wait
     */
    int write(Descriptor.Output output, byte[] bytes) {
        Sink sink = output.sink();
        int done = 0;
        while (done < bytes.length) {
            int room = capacity(sink);
            if (room > 0) {
                int count = Math.min(room, bytes.length - done);
                put(sink, Arrays.copyOfRange(bytes, done, done + count));
                done += count;
            } else if (done > 0 && output.has(FdFlags.NONBLOCK)) {
                return done;
            } else {
                await(output, sink.writable(), WRITE);
            }
        }
        while (!output.has(FdFlags.NONBLOCK) && !sink.flushed()) {
            await(output, sink.drained(), WRITE);
            capacity(sink);
        }
        return done;
    }

    /** Throws when writing has failed. */
    private static int capacity(Sink sink) {
        try {
            return sink.capacity();
        } catch (KernelException failed) {
            throw new ErrnoException(Errno.PIPE);
        }
    }

    private static void put(Sink sink, byte[] bytes) {
        try {
            sink.write(bytes);
        } catch (KernelException failed) {
            throw new ErrnoException(Errno.PIPE);
        }
    }

    private void await(Descriptor descriptor, Readiness readiness, Operation operation) {
        if (descriptor.has(FdFlags.NONBLOCK)) {
            throw new ErrnoException(Errno.AGAIN);
        }
        process.await(readiness.whenReady(), operation);
    }
}
