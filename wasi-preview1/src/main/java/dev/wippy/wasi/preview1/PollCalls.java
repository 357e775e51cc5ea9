package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreMemory;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import dev.wippy.wasi.io.Deadline;
import dev.wippy.wasi.io.Waiting;
import java.util.ArrayList;
import java.util.List;

/** {@code poll_oneoff}: waits until one of several things happens, and tells all that have. */
final class PollCalls {
    private static final int SUBSCRIPTION = 48;
    private static final int EVENT = 32;
    private static final int MOST = 65_536;

    private static final int CLOCK = 0;
    private static final int READ = 1;
    private static final int WRITE = 2;

    private static final int ABSOLUTE = 1;

    private final ProcessContext process;
    private final Program program;
    private final Descriptors descriptors;
    private final ProcessFiles files;

    /** What is waited for, and what its event says: a code, and the bytes that may be moved. */
    private record Subscription(long userData, int type, Readiness readiness, Errno errno, int descriptor) {}

    PollCalls(ProcessContext process, Program program, Descriptors descriptors, ProcessFiles files) {
        this.process = process;
        this.program = program;
        this.descriptors = descriptors;
        this.files = files;
    }

    void addTo(Calls calls) {
        calls.add("poll_oneoff", "iiii", this::poll);
    }

    private void poll(CoreMemory memory, Calls.Words words) {
        long count = words.size(2);
        if (count == 0 || count > MOST) {
            throw new ErrnoException(Errno.INVAL);
        }
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(subscription(memory, words.size(0) + (long) i * SUBSCRIPTION));
        }
        List<Integer> ready = Waiting.untilAny(
                process,
                all.stream().map(Subscription::readiness).toList(),
                new Operation("wasi_snapshot_preview1.poll_oneoff", count == 1 ? "1 event" : count + " events"));
        long address = words.size(1);
        for (int place : ready) {
            writeEvent(memory, address, all.get(place));
            address += EVENT;
        }
        memory.putInt(words.size(3), ready.size());
    }

    private Subscription subscription(CoreMemory memory, long address) {
        long userData = memory.getLong(address);
        int type = memory.getByte(address + 8);
        int descriptor = memory.getInt(address + 16);
        try {
            Readiness readiness = switch (type) {
                case CLOCK -> clock(descriptor, memory.getLong(address + 24), memory.getShort(address + 40));
                case READ, WRITE -> readiness(descriptor, type);
                default -> throw new ErrnoException(Errno.INVAL);
            };
            return new Subscription(userData, type, readiness, Errno.SUCCESS, descriptor);
        } catch (ErrnoException failed) {
            return new Subscription(userData, type, Readiness.ALWAYS, failed.errno(), descriptor);
        }
    }

    private Readiness clock(int clock, long timeout, int flags) {
        long now = program.now(clock);
        long left = timeout;
        if ((flags & ABSOLUTE) != 0) {
            left = Long.compareUnsigned(timeout, now) > 0 ? timeout - now : 0;
        }
        return Deadline.after(process.time(), left);
    }

    private Readiness readiness(int number, int type) {
        long right = Rights.POLL_FD_READWRITE | (type == READ ? Rights.FD_READ : Rights.FD_WRITE);
        return switch (descriptors.get(number, right)) {
            case Descriptor.Input input -> input.source().readable();
            case Descriptor.Output output -> output.sink().writable();
            // As the witx has it, these are always ready.
            case Descriptor.OfFileSystem _ -> Readiness.ALWAYS;
        };
    }

    private void writeEvent(CoreMemory memory, long address, Subscription of) {
        memory.putLong(address, of.userData());
        memory.putLong(address + 8, of.errno().ordinal() | (long) of.type() << 16);
        memory.putLong(address + 16, of.errno() == Errno.SUCCESS ? available(of) : 0);
        memory.putLong(address + 24, 0);
    }

    /** Bytes that may be read or written; of standard input it is not known how many, but that there is one. */
    private long available(Subscription of) {
        if (of.type() == CLOCK) {
            return 0;
        }
        return switch (descriptors.get(of.descriptor())) {
            case Descriptor.OfFile file when of.type() == READ -> Math.max(
                    0,
                    files.call("wasi_snapshot_preview1.poll_oneoff", List.of(file.held()), file.file()::stat)
                            .size()
                            - file.position());
            case Descriptor.Output output -> capacity(output);
            default -> 1;
        };
    }

    private static long capacity(Descriptor.Output output) {
        try {
            return output.sink().capacity();
        } catch (KernelException failed) {
            // The write that follows says so.
            return 1;
        }
    }
}
