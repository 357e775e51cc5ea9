package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreMemory;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.FileType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Attributes as preview 1 lays them out (witx {@code filestat}). Devices and serial numbers are not the host's: a guest can
 * tell two files apart, and learns nothing else.
 */
final class Stat {
    static final int UNKNOWN = 0;
    static final int CHARACTER_DEVICE = 2;
    static final int DIRECTORY = 3;
    static final int REGULAR_FILE = 4;

    private static final String ALGORITHM = "HmacSHA256";

    /** The secret of this program's run. */
    private static final SecretKeySpec SECRET = secret();

    private final List<FileSystem> fileSystems = new ArrayList<>();

    private static SecretKeySpec secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The number of a type (witx {@code filetype}). */
    static int fileType(FileType type) {
        return switch (type) {
            case UNKNOWN, FIFO -> UNKNOWN;
            case BLOCK_DEVICE -> 1;
            case CHARACTER_DEVICE -> CHARACTER_DEVICE;
            case DIRECTORY -> DIRECTORY;
            case REGULAR_FILE -> REGULAR_FILE;
            case SOCKET -> 6;
            case SYMBOLIC_LINK -> 7;
        };
    }

    /** Writes what is known of a file. */
    void write(CoreMemory memory, long address, FileSystem fileSystem, FileStat stat) {
        write(memory, address, device(fileSystem), inode(stat.id()), fileType(stat.type()), stat.linkCount(), stat
                .size());
        memory.putLong(address + 40, nanos(stat.accessed()));
        memory.putLong(address + 48, nanos(stat.modified()));
        memory.putLong(address + 56, nanos(stat.changed()));
    }

    /** Writes what there is to know of a stream. */
    static void write(CoreMemory memory, long address, int fileType) {
        write(memory, address, 0, 0, fileType, 1, 0);
        for (int time = 40; time <= 56; time += 8) {
            memory.putLong(address + time, 0);
        }
    }

    private static void write(
            CoreMemory memory, long address, long device, long inode, int fileType, long links, long size) {
        memory.putLong(address, device);
        memory.putLong(address + 8, inode);
        memory.putLong(address + 16, fileType);
        memory.putLong(address + 24, links);
        memory.putLong(address + 32, size);
    }

    private long device(FileSystem fileSystem) {
        int known = fileSystems.indexOf(fileSystem);
        if (known < 0) {
            known = fileSystems.size();
            fileSystems.add(fileSystem);
        }
        return known + 1L;
    }

    private static long inode(Object id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(SECRET);
            return ByteBuffer.wrap(mac.doFinal(id.toString().getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A time as preview 1 counts it; 0 where there is none, or it is before 1970 or after 2554. */
    private static long nanos(Optional<Instant> time) {
        return time.map(Stat::nanos).orElse(0L);
    }

    static long nanos(Instant time) {
        long seconds = time.getEpochSecond();
        return seconds < 0 || seconds > Long.divideUnsigned(-1L, 1_000_000_000) - 1
                ? 0
                : seconds * 1_000_000_000 + time.getNano();
    }

    /** The time that is so many nanoseconds, unsigned, after 1970. */
    static Instant time(long nanos) {
        return Instant.ofEpochSecond(
                Long.divideUnsigned(nanos, 1_000_000_000), Long.remainderUnsigned(nanos, 1_000_000_000));
    }
}
