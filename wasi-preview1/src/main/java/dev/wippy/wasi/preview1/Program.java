package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a program sees of itself: arguments, variables, clocks, random numbers; and its end. */
final class Program {
    static final int REALTIME = 0;
    static final int MONOTONIC = 1;

    /**
     * What the monotonic clock shows at first. It is not 0, for programs subtract from the first instant that they see.
     */
    private static final long START = Duration.ofDays(1).toNanos();

    private static final int PIECE = 1 << 16;

    /** Signals that do nothing to a program, and those that would stop it, of witx {@code signal}. */
    private static final Set<Integer> IGNORED = Set.of(0, 13, 16, 17, 22, 27);

    private static final Set<Integer> STOPPING = Set.of(18, 19, 20, 21);
    private static final int SIGNALS = 31;

    private final ProcessContext process;
    private final SecureRandom secure;
    private final List<byte[]> arguments;
    private final List<byte[]> variables;
    private final long zero;

    Program(ProcessContext process, SecureRandom secure) {
        this.process = process;
        this.secure = secure;
        this.zero = process.time().nanoTime() - START;
        ProgramSettings settings = process.config(ProgramSettings.class).orElse(ProgramSettings.NONE);
        this.arguments = settings.arguments().stream().map(Program::terminated).toList();
        List<byte[]> environment = new ArrayList<>();
        settings.environment().forEach((name, value) -> environment.add(terminated(name + '=' + value)));
        if (!settings.environment().containsKey("PWD")) {
            settings.workingDirectory().ifPresent(cwd -> environment.add(terminated("PWD=" + cwd)));
        }
        this.variables = environment;
    }

    private static byte[] terminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    void addTo(Calls calls) {
        calls.add("args_get", "ii", (memory, words) -> strings(memory, arguments, words));
        calls.add("args_sizes_get", "ii", (memory, words) -> sizes(memory, arguments, words));
        calls.add("environ_get", "ii", (memory, words) -> strings(memory, variables, words));
        calls.add("environ_sizes_get", "ii", (memory, words) -> sizes(memory, variables, words));
        calls.add("clock_res_get", "ii", (memory, words) -> memory.putLong(words.size(1), resolution(words.number(0))));
        calls.add("clock_time_get", "iIi", (memory, words) -> memory.putLong(words.size(2), now(words.number(0))));
        calls.add("random_get", "ii", (memory, words) -> random(memory, words.size(0), words.size(1)));
        calls.add("sched_yield", "", (_, _) -> Thread.yield());
        calls.addVoid("proc_exit", "i", (_, words) -> process.exit(words.number(0)));
        calls.add("proc_raise", "i", (_, words) -> raise(words.number(0)));
    }

    private static void strings(CoreMemory memory, List<byte[]> strings, Calls.Words words) {
        long pointers = words.size(0);
        long bytes = words.size(1);
        for (byte[] string : strings) {
            memory.putInt(pointers, (int) bytes);
            memory.write(bytes, string, 0, string.length);
            pointers += 4;
            bytes += string.length;
        }
    }

    private static void sizes(CoreMemory memory, List<byte[]> strings, Calls.Words words) {
        memory.putInt(words.size(0), strings.size());
        memory.putInt(words.size(1), strings.stream().mapToInt(string -> string.length).sum());
    }

    /** A clock's resolution in nanoseconds. */
    private static long resolution(int clock) {
        return switch (clock) {
            // What Java's system clock resolves on all platforms.
            case REALTIME -> 1_000;
            case MONOTONIC -> 1;
            default -> throw new ErrnoException(Errno.INVAL);
        };
    }

    /** What a clock shows, in nanoseconds. */
    long now(int clock) {
        Time time = process.time();
        return switch (clock) {
            case REALTIME -> Stat.nanos(time.now());
            case MONOTONIC -> time.nanoTime() - zero;
            default -> throw new ErrnoException(Errno.INVAL);
        };
    }

    private void random(CoreMemory memory, long address, long length) {
        if (length > memory.size() - address) {
            throw new Trap("out of bounds memory access: random_get of " + length + " bytes");
        }
        byte[] piece = new byte[(int) Math.min(PIECE, length)];
        for (long done = 0; done < length; done += piece.length) {
            // Whoever ends the process interrupts what it does in the host.
            if (Thread.currentThread().isInterrupted()) {
                throw new KernelException(ErrorKind.CANCELED, "random_get was interrupted");
            }
            secure.nextBytes(piece);
            memory.write(address + done, piece, 0, (int) Math.min(piece.length, length - done));
        }
    }

    /** A signal to the program itself; it has no handlers, so what its witx says is what happens. */
    private void raise(int signal) {
        if (signal < 0 || signal >= SIGNALS) {
            throw new ErrnoException(Errno.INVAL);
        }
        if (STOPPING.contains(signal)) {
            throw new ErrnoException(Errno.NOTSUP);
        }
        if (!IGNORED.contains(signal)) {
            process.exit(128 + signal);
        }
    }
}
