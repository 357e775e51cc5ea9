package dev.wippy.lua;

import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Sink;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The standard streams of a script. What is printed where nobody listens is logged, line by line. */
final class ScriptStreams {
    private static final Logger LOG = LoggerFactory.getLogger("dev.wippy.lua.print");
    private static final Operation WRITE = Operation.of("io.write");
    private static final Operation READ = Operation.of("io.read");

    /** A line without end is not kept past that. */
    private static final int MAX_LINE = 1 << 16;

    private final ProcessContext process;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] input = {};
    private boolean ended;

    ScriptStreams(ProcessContext process) {
        this.process = process;
    }

    void offer(Map<String, HostFunction> functions) {
        functions.put("write", arguments -> {
            print(arguments.bytes(0));
            return HostFunction.NONE;
        });
        functions.put("write_error", arguments -> {
            write(process.stdio().error(), arguments.bytes(0));
            return HostFunction.NONE;
        });
        functions.put("flush", _ -> {
            Sink output = process.stdio().output();
            if (!output.flushed()) {
                process.await(output.drained().whenReady(), WRITE);
            }
            return HostFunction.NONE;
        });
        functions.put("read", arguments -> {
            Optional<byte[]> read = arguments.value(0) instanceof Long count
                    ? read(count)
                    : switch (arguments.text(0)) {
                        case "a" -> Optional.of(rest());
                        case "L" -> line(true);
                        default -> line(false);
                    };
            return HostFunction.results(read.orElse(null));
        });
    }

    void print(byte[] bytes) {
        Sink output = process.stdio().output();
        // Also where nobody sees it: it is counted.
        write(output, bytes);
        if (!output.discards()) {
            return;
        }
        for (byte each : bytes) {
            if (each == '\n' || line.size() >= MAX_LINE) {
                LOG.info("{} {}: {}", process.pid(), process.entry(), LuaValues.decoded(line.toByteArray()));
                line.reset();
            }
            if (each != '\n') {
                line.write(each);
            }
        }
    }

    private void write(Sink sink, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int room = sink.capacity();
            if (room == 0) {
                process.await(sink.writable().whenReady(), WRITE);
            } else {
                int count = Math.min(room, bytes.length - at);
                sink.write(Arrays.copyOfRange(bytes, at, at + count));
                at += count;
            }
        }
    }

    /** Adds to the input that was read and not used; false after the end. */
    private boolean more() {
        while (!ended) {
            Optional<byte[]> next = process.stdio().input().poll(MAX_LINE);
            if (next.isEmpty()) {
                ended = true;
            } else if (next.get().length > 0) {
                byte[] longer = Arrays.copyOf(input, input.length + next.get().length);
                System.arraycopy(next.get(), 0, longer, input.length, next.get().length);
                input = longer;
                return true;
            } else {
                process.await(process.stdio().input().readable().whenReady(), READ);
            }
        }
        return false;
    }

    private byte[] take(int count) {
        byte[] taken = Arrays.copyOf(input, count);
        input = Arrays.copyOfRange(input, count, input.length);
        return taken;
    }

    private Optional<byte[]> line(boolean withEnd) {
        int searched = 0;
        while (true) {
            for (; searched < input.length; searched++) {
                if (input[searched] == '\n') {
                    byte[] found = take(searched + 1);
                    return Optional.of(withEnd ? found : Arrays.copyOf(found, searched));
                }
            }
            if (!more()) {
                return input.length == 0 ? Optional.empty() : Optional.of(take(input.length));
            }
        }
    }

    private byte[] rest() {
        boolean goesOn = true;
        while (goesOn) {
            requireRoom();
            goesOn = more();
        }
        return take(input.length);
    }

    private Optional<byte[]> read(long count) {
        if (count == 0) {
            return input.length > 0 || more() ? Optional.of(new byte[0]) : Optional.empty();
        }
        boolean goesOn = true;
        while (goesOn && input.length < count) {
            requireRoom();
            goesOn = more();
        }
        return input.length == 0 ? Optional.empty() : Optional.of(take((int) Math.min(count, input.length)));
    }

    private void requireRoom() {
        if (input.length > process.limits().maxMemory()) {
            throw new ScriptException("not enough memory");
        }
    }
}
