package dev.wippy.registry.files;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * System calls of Linux, by number through libc's {@code syscall}: {@code openat2} has no function in libc. Arguments are
 * numbers and addresses, results as the kernel gives them, an error as its negative number.
 */
final class Linux {
    static final boolean ARM = System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");

    static final int AT_FDCWD = -100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_SYMLINK_FOLLOW = 0x400;

    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NOCTTY = 0x100;
    static final int O_TRUNC = 0x200;
    static final int O_NONBLOCK = 0x800;
    static final int O_DSYNC = 0x1000;
    static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    static final int O_CLOEXEC = 0x80000;
    static final int O_SYNC = 0x101000;
    static final int O_PATH = 0x200000;

    /** {@code RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS}. */
    private static final long BENEATH = 0x08 | 0x02;

    /** How often a resolution is tried again that failed because somebody moved directories meanwhile. */
    private static final int TRIES = 256;

    private static final int OPEN_HOW_SIZE = 24;
    private static final int NEW_FILE_MODE = 0666;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = syscall();

    private Linux() {}

    @SuppressWarnings("restricted")
    private static MethodHandle syscall() {
        Linker linker = Linker.nativeLinker();
        var number = ValueLayout.JAVA_LONG;
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(number, number, number, number, number, number, number, number),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
    }

    /** Makes a call, again if a signal came between. */
    static long call(Syscall call, long a, long b, long c, long d, long e, long f) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            while (true) {
                long result = (long) SYSCALL.invokeExact(state, call.number(), a, b, c, d, e, f);
                if (result != -1) {
                    return result;
                }
                int errno = (int) ERRNO.get(state, 0L);
                if (errno != Errno.EINTR) {
                    return -errno;
                }
            }
        } catch (Throwable unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    static long call(Syscall call, long a, long b, long c, long d) {
        return call(call, a, b, c, d, 0, 0);
    }

    static long call(Syscall call, long a) {
        return call(call, a, 0, 0, 0, 0, 0);
    }

    /** The result of a call that did not fail. */
    static long check(long result) {
        if (result < 0) {
            throw Errno.exception((int) -result);
        }
        return result;
    }

    static MemorySegment text(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_8);
    }

    /**
     * Opens beneath a directory.
     *
     * @return the descriptor, or a negative error; {@code EXDEV} where the path leads out
     */
    static int openBeneath(int directory, String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = arena.allocate(OPEN_HOW_SIZE, Long.BYTES);
            how.set(ValueLayout.JAVA_LONG, 0, Integer.toUnsignedLong(flags | O_CLOEXEC));
            how.set(ValueLayout.JAVA_LONG, 8, (flags & O_CREAT) != 0 ? NEW_FILE_MODE : 0);
            how.set(ValueLayout.JAVA_LONG, 16, BENEATH);
            long name = text(arena, path).address();
            long result = -Errno.EAGAIN;
            for (int i = 0; i < TRIES && result == -Errno.EAGAIN; i++) {
                result = call(Syscall.OPENAT2, directory, name, how.address(), OPEN_HOW_SIZE);
            }
            return (int) result;
        }
    }

    /** Opens a folder of the host by any path. */
    static int openFolder(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = arena.allocate(OPEN_HOW_SIZE, Long.BYTES);
            how.set(ValueLayout.JAVA_LONG, 0, O_DIRECTORY | O_CLOEXEC);
            return (int) call(
                    Syscall.OPENAT2, AT_FDCWD, text(arena, path).address(), how.address(), OPEN_HOW_SIZE);
        }
    }

    static void close(int descriptor) {
        call(Syscall.CLOSE, descriptor);
    }
}
