package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileAdvice;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.kernel.spi.TimeChange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A regular file on Linux. Data moves by {@code pread} and {@code pwrite} on the descriptor that was checked. */
final class LinuxFile implements OpenFile {
    private static final int RWF_APPEND = 0x10;

    /** What most programs move at once. */
    private static final int KEPT = 1 << 16;

    /**
     * Outside the heap, and kept by each thread that files are called on, of which there are few: a buffer for one call is
     * filled with zeroes first, which costs more than the call.
     */
    private static final ThreadLocal<MemorySegment> BUFFER =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(KEPT));

    private final LinuxHandle handle;

    LinuxFile(LinuxHandle handle) {
        this.handle = handle;
    }

    @Override
    public byte[] read(long offset, int max) {
        if (max <= KEPT) {
            return read(BUFFER.get(), offset, max);
        }
        try (Arena arena = Arena.ofConfined()) {
            return read(arena.allocate(max), offset, max);
        }
    }

    private byte[] read(MemorySegment buffer, long offset, int max) {
        long count = Linux.check(Linux.call(Syscall.PREAD, handle.descriptor(), buffer.address(), max, offset));
        return buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public int write(long offset, byte[] bytes, int from, int count) {
        if (count <= KEPT) {
            return write(BUFFER.get(), offset, bytes, from, count);
        }
        try (Arena arena = Arena.ofConfined()) {
            return write(arena.allocate(count), offset, bytes, from, count);
        }
    }

    private int write(MemorySegment buffer, long offset, byte[] bytes, int from, int count) {
        MemorySegment.copy(bytes, from, buffer, ValueLayout.JAVA_BYTE, 0, count);
        return (int) Linux.check(Linux.call(Syscall.PWRITE, handle.descriptor(), buffer.address(), count, offset));
    }

    @Override
    public int append(byte[] bytes, int from, int count) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = arena.allocate(2L * Long.BYTES, Long.BYTES);
            vector.set(ValueLayout.JAVA_LONG, 0, copy(arena, bytes, from, count).address());
            vector.set(ValueLayout.JAVA_LONG, 8, count);
            return (int) Linux.check(Linux.call(
                    Syscall.PWRITEV2, handle.descriptor(), vector.address(), 1, 0, 0, RWF_APPEND));
        }
    }

    private static MemorySegment copy(Arena arena, byte[] bytes, int from, int count) {
        MemorySegment buffer = arena.allocate(Math.max(count, 1));
        MemorySegment.copy(bytes, from, buffer, ValueLayout.JAVA_BYTE, 0, count);
        return buffer;
    }

    @Override
    public void setSize(long size) {
        Linux.check(Linux.call(Syscall.FTRUNCATE, handle.descriptor(), size, 0, 0));
    }

    @Override
    public void advise(long offset, long length, FileAdvice advice) {
        // The numbers of POSIX_FADV_*, on every architecture but s390x.
        int number = switch (advice) {
            case NORMAL -> 0;
            case RANDOM -> 1;
            case SEQUENTIAL -> 2;
            case WILL_NEED -> 3;
            case DONT_NEED -> 4;
            case NO_REUSE -> 5;
        };
        Linux.check(Linux.call(Syscall.FADVISE, handle.descriptor(), offset, length, number));
    }

    @Override
    public FileStat stat() {
        return LinuxStat.of(handle.descriptor());
    }

    @Override
    public Object id() {
        return handle.id();
    }

    @Override
    public void setTimes(TimeChange accessed, TimeChange modified) {
        handle.setTimes(accessed, modified);
    }

    @Override
    public void sync(boolean dataOnly) {
        handle.sync(dataOnly);
    }

    @Override
    public void close() {
        handle.close();
    }
}
