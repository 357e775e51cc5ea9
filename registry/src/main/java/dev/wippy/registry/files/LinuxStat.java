package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.FileType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Optional;

/** {@code statx} of an open descriptor; the structure is the same on all architectures (statx(2)). */
final class LinuxStat {
    private static final int SIZE = 256;
    private static final int BASIC = 0x7ff;
    private static final int TYPE_MASK = 0170000;

    /** @param device of the file system, the major number in the upper half */
    private record Id(long device, long inode) {}

    private LinuxStat() {}

    static FileStat of(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stat = arena.allocate(SIZE, Long.BYTES);
            long empty = arena.allocate(1).address();
            Linux.check(Linux.call(
                    Syscall.STATX, descriptor, empty, Linux.AT_EMPTY_PATH, BASIC, stat.address(), 0));
            long device = (long) stat.get(ValueLayout.JAVA_INT, 136) << 32
                    | Integer.toUnsignedLong(stat.get(ValueLayout.JAVA_INT, 140));
            return new FileStat(
                    new Id(device, stat.get(ValueLayout.JAVA_LONG, 32)),
                    type(Short.toUnsignedInt(stat.get(ValueLayout.JAVA_SHORT, 28))),
                    Integer.toUnsignedLong(stat.get(ValueLayout.JAVA_INT, 16)),
                    stat.get(ValueLayout.JAVA_LONG, 40),
                    Optional.of(time(stat, 64)),
                    Optional.of(time(stat, 112)),
                    Optional.of(time(stat, 96)));
        }
    }

    private static Instant time(MemorySegment stat, int offset) {
        return Instant.ofEpochSecond(
                stat.get(ValueLayout.JAVA_LONG, offset), stat.get(ValueLayout.JAVA_INT, offset + 8));
    }

    private static FileType type(int mode) {
        return switch (mode & TYPE_MASK) {
            case 0010000 -> FileType.FIFO;
            case 0020000 -> FileType.CHARACTER_DEVICE;
            case 0040000 -> FileType.DIRECTORY;
            case 0060000 -> FileType.BLOCK_DEVICE;
            case 0100000 -> FileType.REGULAR_FILE;
            case 0120000 -> FileType.SYMBOLIC_LINK;
            case 0140000 -> FileType.SOCKET;
            default -> FileType.UNKNOWN;
        };
    }

    /** The type in an entry of a directory: that of the mode, without its lower bits. */
    static FileType entryType(int type) {
        return type(type << 12);
    }
}
