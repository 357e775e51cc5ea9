package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreType;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.FileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions of the interface, by name, and how each tells its error. */
final class Calls {
    private final Map<String, CoreHostFunction> functions = new HashMap<>();

    /** What a function does; it fails with {@link ErrnoException} or {@link FileException}. */
    @FunctionalInterface
    interface Body {
        void call(CoreMemory memory, Words words);
    }

    /** The arguments of a call. */
    record Words(long[] values) {
        int number(int index) {
            return (int) values[index];
        }

        /** An address, a size or flags: unsigned. */
        long size(int index) {
            return Integer.toUnsignedLong((int) values[index]);
        }

        long wide(int index) {
            return values[index];
        }
    }

    /**
     * Adds a function that gives an error code.
     *
     * @param parameters an {@code i} for each i32, an {@code I} for each i64
     */
    void add(String name, String parameters, Body body) {
        functions.put(name, new CoreHostFunction(type(parameters, List.of(CoreType.I32)), (memory, arguments) -> {
            Errno errno = Errno.SUCCESS;
            try {
                body.call(memory, new Words(arguments));
            } catch (ErrnoException failed) {
                errno = failed.errno();
            } catch (FileException failed) {
                errno = Errno.of(failed.error());
            }
            return new long[]{errno.ordinal()};
        }));
    }

    /** Adds a function that gives nothing. */
    void addVoid(String name, String parameters, Body body) {
        functions.put(name, new CoreHostFunction(type(parameters, List.of()), (memory, arguments) -> {
            body.call(memory, new Words(arguments));
            return new long[]{};
        }));
    }

    private static CoreExternType.Function type(String parameters, List<CoreType> results) {
        return new CoreExternType.Function(
                parameters.chars()
                        .mapToObj(each -> each == 'I' ? CoreType.I64 : CoreType.I32)
                        .toList(),
                results);
    }

    Map<String, CoreHostFunction> functions() {
        return functions;
    }
}
