package dev.wippy.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** As much of WASI preview 1 as a program needs that prints and has no files. For one run, on one thread. */
final class Preview1 {
    private static final int SUCCESS = 0;
    private static final int BADF = 8;
    private static final int NOSYS = 52;
    private static final int STREAM = 2;

    private final List<String> arguments;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SplittableRandom random = new SplittableRandom(1);
    private CoreMemory memory;

    Preview1(List<String> arguments) {
        this.arguments = arguments;
    }

    /** What it has printed. */
    String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Runs a command to its end; returns its status. */
    int run(CoreModule module) {
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreModule.CoreImport wanted : module.imports()) {
            CoreExternType.Function type = (CoreExternType.Function) wanted.type();
            imports.add(CoreFunction.host(type, values -> {
                int error = call(wanted.name(), values);
                return type.results().isEmpty() ? new long[0] : new long[]{error};
            }));
        }
        try {
            CoreInstance instance = module.instantiate(imports, Budget.of(2L << 30, 10_000_000));
            memory = (CoreMemory) instance.export("memory").orElseThrow();
            Guests.function(instance, "_start").call();
            return 0;
        } catch (Exit exit) {
            return exit.status;
        }
    }

    private int call(String name, long[] values) {
        return switch (name) {
            case "args_sizes_get" -> {
                memory.putInt(address(values[0]), arguments.size());
                memory.putInt(address(values[1]), String.join("\0", arguments).length() + 1);
                yield SUCCESS;
            }
            case "args_get" -> arguments(address(values[0]), address(values[1]));
            case "environ_sizes_get" -> {
                memory.putInt(address(values[0]), 0);
                memory.putInt(address(values[1]), 0);
                yield SUCCESS;
            }
            case "environ_get", "sched_yield", "fd_fdstat_set_flags" -> SUCCESS;
            case "clock_time_get" -> {
                memory.putLong(address(values[2]), (int) values[0] == 0
                        ? System.currentTimeMillis() * 1_000_000
                        : System.nanoTime());
                yield SUCCESS;
            }
            case "random_get" -> {
                byte[] bytes = new byte[(int) values[1]];
                random.nextBytes(bytes);
                memory.write(address(values[0]), bytes, 0, bytes.length);
                yield SUCCESS;
            }
            case "fd_write" -> write(address(values[1]), (int) values[2], address(values[3]));
            case "fd_fdstat_get" -> {
                if ((int) values[0] > 2) {
                    yield BADF;
                }
                memory.write(address(values[1]), new byte[24], 0, 24);
                memory.putByte(address(values[1]), (byte) STREAM);
                yield SUCCESS;
            }
            case "poll_oneoff" -> poll(address(values[0]), address(values[1]), (int) values[2], address(values[3]));
            case "proc_exit" -> throw new Exit((int) values[0]);
            default -> name.startsWith("fd_") || name.startsWith("path_") ? BADF : NOSYS;
        };
    }

    private int arguments(long pointers, long strings) {
        long at = strings;
        for (int i = 0; i < arguments.size(); i++) {
            memory.putInt(pointers + i * 4L, (int) at);
            byte[] bytes = (arguments.get(i) + "\0").getBytes(StandardCharsets.UTF_8);
            memory.write(at, bytes, 0, bytes.length);
            at += bytes.length;
        }
        return SUCCESS;
    }

    private int write(long vectors, int count, long written) {
        int total = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[memory.getInt(vectors + i * 8L + 4)];
            memory.read(address(memory.getInt(vectors + i * 8L)), bytes, 0, bytes.length);
            out.writeBytes(bytes);
            total += bytes.length;
        }
        memory.putInt(written, total);
        return SUCCESS;
    }

    /** All that is waited for has come: time passes as fast as the guest asks. */
    private int poll(long subscriptions, long events, int count, long happened) {
        for (int i = 0; i < count; i++) {
            memory.write(events + i * 32L, new byte[32], 0, 32);
            memory.putLong(events + i * 32L, memory.getLong(subscriptions + i * 48L));
            memory.putByte(events + i * 32L + 10, memory.getByte(subscriptions + i * 48L + 8));
        }
        memory.putInt(happened, count);
        return SUCCESS;
    }

    private static long address(long value) {
        return value & 0xFFFF_FFFFL;
    }

    /** The guest's own end. */
    private static final class Exit extends Unwind {
        private static final long serialVersionUID = 1L;
        private final int status;

        Exit(int status) {
            super("exit " + status);
            this.status = status;
        }
    }
}
