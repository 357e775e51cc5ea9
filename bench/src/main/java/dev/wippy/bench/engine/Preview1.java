package dev.wippy.bench.engine;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Unwind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * As much of WASI preview 1 as commands need that are run to measure an engine: arguments, standard streams, reading of
 * files that are in memory, the clock. For one run, on one thread.
 */
public final class Preview1 {
    private static final int SUCCESS = 0;
    private static final int BADF = 8;
    private static final int NOENT = 44;
    private static final int NOSYS = 52;
    private static final int ROOT = 3;
    private static final int DIRECTORY = 3;
    private static final int REGULAR = 4;
    private static final int STREAM = 2;
    /** The most that the guest may have. */
    private static final long MEMORY = 2L << 30;

    private final List<String> arguments;
    private final Map<String, byte[]> files;
    private final OutputStream out;
    private final Map<Integer, Open> open = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private @Nullable CoreMemory memory;
    private int nextDescriptor = ROOT + 1;

    /** A file, and how far it is read. */
    private static final class Open {
        private final byte[] content;
        private int position;

        Open(byte[] content) {
            this.content = content;
        }
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

    /**
     * The world of one run.
     *
     * @param arguments the command's, its own name first
     * @param files contents by absolute path
     * @param out for standard output and error
     */
    public Preview1(List<String> arguments, byte[] stdin, Map<String, byte[]> files, OutputStream out) {
        this.arguments = List.copyOf(arguments);
        this.files = Map.copyOf(files);
        this.out = out;
        open.put(0, new Open(stdin));
    }

    /** Runs a command to its end; returns its status. */
    public int run(CoreModule module) {
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreModule.CoreImport wanted : module.imports()) {
            if (!(wanted.type() instanceof CoreExternType.Function type)) {
                throw new IllegalArgumentException("the command imports " + wanted + ", which is no function");
            }
            boolean results = !type.results().isEmpty();
            imports.add(CoreFunction.host(type, values -> {
                int error = call(wanted.name(), values);
                return results ? new long[]{error} : new long[0];
            }));
        }
        try {
            CoreInstance instance = module.instantiate(imports, Budget.of(MEMORY, 10_000_000));
            memory = (CoreMemory) instance.export("memory").orElseThrow();
            ((CoreFunction) instance.export("_start").orElseThrow()).call();
            return 0;
        } catch (Exit exit) {
            return exit.status;
        }
    }

    private CoreMemory memory() {
        CoreMemory present = memory;
        if (present == null) {
            throw new IllegalStateException("the start function does input or output");
        }
        return present;
    }

    private int call(String name, long[] values) {
        return switch (name) {
            case "args_sizes_get" -> sizes(arguments, address(values[0]), address(values[1]));
            case "args_get" -> strings(arguments, address(values[0]), address(values[1]));
            case "environ_sizes_get" -> sizes(List.of(), address(values[0]), address(values[1]));
            case "environ_get", "sched_yield", "fd_fdstat_set_flags" -> SUCCESS;
            case "clock_time_get" -> clock((int) values[0], address(values[2]));
            case "random_get" -> random(address(values[0]), address(values[1]));
            case "fd_write" -> write(address(values[1]), (int) values[2], address(values[3]));
            case "fd_read" -> read((int) values[0], address(values[1]), (int) values[2], address(values[3]));
            case "fd_close" -> open.remove((int) values[0]) == null ? BADF : SUCCESS;
            case "fd_seek" -> seek((int) values[0], values[1], (int) values[2], address(values[3]));
            case "fd_fdstat_get" -> descriptorStatus((int) values[0], address(values[1]));
            case "fd_filestat_get" -> fileStatus((int) values[0], address(values[1]));
            case "fd_prestat_get" -> preopened((int) values[0], address(values[1]));
            case "fd_prestat_dir_name" -> {
                memory().putByte(address(values[1]), (byte) '/');
                yield SUCCESS;
            }
            case "path_open" -> openPath(address(values[2]), (int) values[3], address(values[8]));
            case "path_filestat_get" -> pathStatus(address(values[2]), (int) values[3], address(values[4]));
            case "poll_oneoff" -> poll(values);
            case "proc_exit" -> throw new Exit((int) values[0]);
            default -> NOSYS;
        };
    }

    private static long address(long value) {
        return Integer.toUnsignedLong((int) value);
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private int sizes(List<String> strings, long count, long size) {
        memory().putInt(count, strings.size());
        memory().putInt(size, strings.stream().mapToInt(text -> terminated(text).length).sum());
        return SUCCESS;
    }

    private int strings(List<String> strings, long pointers, long bytes) {
        long at = bytes;
        for (int i = 0; i < strings.size(); i++) {
            byte[] text = terminated(strings.get(i));
            memory().putInt(pointers + 4L * i, (int) at);
            memory().write(at, text, 0, text.length);
            at += text.length;
        }
        return SUCCESS;
    }

    private int clock(int id, long result) {
        memory().putLong(result, id == 0 ? System.currentTimeMillis() * 1_000_000 : System.nanoTime());
        return SUCCESS;
    }

    private int random(long at, long count) {
        byte[] bytes = new byte[(int) count];
        random.nextBytes(bytes);
        memory().write(at, bytes, 0, bytes.length);
        return SUCCESS;
    }

    private int write(long vectors, int count, long written) {
        int total = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[memory().getInt(vectors + 8L * i + 4)];
            memory().read(address(memory().getInt(vectors + 8L * i)), bytes, 0, bytes.length);
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            total += bytes.length;
        }
        memory().putInt(written, total);
        return SUCCESS;
    }

    private int read(int descriptor, long vectors, int count, long result) {
        Open file = open.get(descriptor);
        if (file == null) {
            return BADF;
        }
        int total = 0;
        for (int i = 0; i < count; i++) {
            int length = Math.min(memory().getInt(vectors + 8L * i + 4), file.content.length - file.position);
            memory().write(address(memory().getInt(vectors + 8L * i)), file.content, file.position, length);
            file.position += length;
            total += length;
        }
        memory().putInt(result, total);
        return SUCCESS;
    }

    private int seek(int descriptor, long offset, int whence, long result) {
        Open file = open.get(descriptor);
        if (file == null || descriptor == 0) {
            return BADF;
        }
        long base = whence == 0 ? 0 : whence == 1 ? file.position : file.content.length;
        file.position = (int) Math.clamp(base + offset, 0, file.content.length);
        memory().putLong(result, file.position);
        return SUCCESS;
    }

    private int type(int descriptor) {
        return descriptor < ROOT ? STREAM : descriptor == ROOT ? DIRECTORY : REGULAR;
    }

    private int descriptorStatus(int descriptor, long result) {
        if (descriptor > ROOT && !open.containsKey(descriptor)) {
            return BADF;
        }
        memory().putByte(result, (byte) type(descriptor));
        memory().putByte(result + 1, (byte) 0);
        memory().putShort(result + 2, (short) 0);
        memory().putLong(result + 8, -1);
        memory().putLong(result + 16, -1);
        return SUCCESS;
    }

    private int fileStatus(int descriptor, long result) {
        Open file = open.get(descriptor);
        if (descriptor > ROOT && file == null) {
            return BADF;
        }
        return status(type(descriptor), file == null ? 0 : file.content.length, result);
    }

    private int status(int type, int length, long result) {
        for (int i = 0; i < 64; i += 8) {
            memory().putLong(result + i, 0);
        }
        memory().putByte(result + 16, (byte) type);
        memory().putLong(result + 32, length);
        return SUCCESS;
    }

    private int preopened(int descriptor, long result) {
        if (descriptor != ROOT) {
            return BADF;
        }
        memory().putInt(result, 0);
        memory().putInt(result + 4, 1);
        return SUCCESS;
    }

    private String path(long at, int length) {
        byte[] bytes = new byte[length];
        memory().read(at, bytes, 0, length);
        String path = new String(bytes, StandardCharsets.UTF_8);
        return path.startsWith("/") ? path : "/" + path;
    }

    private int openPath(long at, int length, long result) {
        byte[] content = files.get(path(at, length));
        if (content == null) {
            return NOENT;
        }
        open.put(nextDescriptor, new Open(content));
        memory().putInt(result, nextDescriptor++);
        return SUCCESS;
    }

    /** Its second argument is flags, its third and fourth the path. */
    private int pathStatus(long at, int length, long result) {
        String path = path(at, length);
        byte[] content = files.get(path);
        if (content == null) {
            return path.equals("/") || path.equals("/.") ? status(DIRECTORY, 0, result) : NOENT;
        }
        return status(REGULAR, content.length, result);
    }

    /** Everything that is waited for has happened. */
    private int poll(long[] values) {
        int count = (int) values[2];
        for (int i = 0; i < count; i++) {
            long subscription = address(values[0]) + 48L * i;
            long event = address(values[1]) + 32L * i;
            memory().putLong(event, memory().getLong(subscription));
            memory().putLong(event + 8, 0);
            memory().putByte(event + 10, memory().getByte(subscription + 8));
            memory().putLong(event + 16, 0);
        }
        memory().putInt(address(values[3]), count);
        return SUCCESS;
    }
}
