package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.TimeChange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/** A descriptor of Linux, and what files and directories have in common. */
final class LinuxHandle {
    private static final long UTIME_NOW = 0x3fffffff;
    private static final long UTIME_OMIT = 0x3ffffffe;

    private static final int CLOSED = -1;

    private final AtomicInteger descriptor;
    private final Object id;

    LinuxHandle(int descriptor, FileStat stat) {
        this.descriptor = new AtomicInteger(descriptor);
        this.id = stat.id();
    }

    int descriptor() {
        int open = descriptor.get();
        if (open == CLOSED) {
            throw new FileException(FileError.BAD_DESCRIPTOR);
        }
        return open;
    }

    Object id() {
        return id;
    }

    void close() {
        int open = descriptor.getAndSet(CLOSED);
        if (open != CLOSED) {
            Linux.close(open);
        }
    }

    void sync(boolean dataOnly) {
        Linux.check(Linux.call(dataOnly ? Syscall.FDATASYNC : Syscall.FSYNC, descriptor()));
    }

    void setTimes(TimeChange accessed, TimeChange modified) {
        try (Arena arena = Arena.ofConfined()) {
            Linux.check(Linux.call(
                    Syscall.UTIMENSAT, descriptor(), 0, times(arena, accessed, modified).address(), 0));
        }
    }

    /** Sets the times of what a descriptor stands for that was opened with {@code O_PATH}. */
    static void setTimes(int path, TimeChange accessed, TimeChange modified) {
        try (Arena arena = Arena.ofConfined()) {
            Linux.check(Linux.call(
                    Syscall.UTIMENSAT,
                    path,
                    arena.allocate(1).address(),
                    times(arena, accessed, modified).address(),
                    Linux.AT_EMPTY_PATH));
        }
    }

    private static MemorySegment times(Arena arena, TimeChange accessed, TimeChange modified) {
        MemorySegment times = arena.allocate(4L * Long.BYTES, Long.BYTES);
        put(times, 0, accessed);
        put(times, 2, modified);
        return times;
    }

    private static void put(MemorySegment times, int index, TimeChange change) {
        long seconds = 0;
        long nanos;
        switch (change) {
            case TimeChange.Keep _ -> nanos = UTIME_OMIT;
            case TimeChange.Now _ -> nanos = UTIME_NOW;
            case TimeChange.At(var time) -> {
                seconds = time.getEpochSecond();
                nanos = time.getNano();
            }
        }
        times.setAtIndex(ValueLayout.JAVA_LONG, index, seconds);
        times.setAtIndex(ValueLayout.JAVA_LONG, index + 1L, nanos);
    }
}
