package dev.wippy.bench.processes;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all measurements have.
 *
 * @param kernel runs the processes
 * @param waits the host side of {@code waits.wasm}
 * @param folder of this bench's guests
 * @param app a component with {@code compute} and {@code sleep}: {@code guests/rust-wit}, or what the examples have
 * @param peer the same measured with wasmtime
 */
record Bench(Kernel kernel, Waits waits, Path folder, Path app, Peer peer) {
    static final Duration LIMIT = Duration.ofMinutes(5);
    static final int WORKERS = 2;

    ProcessHost host() {
        return kernel.host(options());
    }

    static HostOptions options() {
        return HostOptions.of("bench").withWorkers(WORKERS);
    }

    Template app(String method) {
        return kernel.wasm(program(app, method).withImports("wasi:io", "wasi:clocks", "wasi:cli"));
    }

    Template waits(String method) {
        return kernel.wasm(program(folder.resolve("waits.wasm"), method).withImports(Waits.NAME));
    }

    /** A process that is Java's. */
    Template java(Function<ProcessContext, @Nullable Object> code) {
        return kernel.template("bench:java", Optional.empty(), Limits.defaults(), process -> new ProcessBody() {
            @Override
            public @Nullable Object run() {
                return code.apply(process);
            }
        });
    }

    private static WasmProgram program(Path file, String method) {
        try {
            return WasmProgram.of("bench:" + method, Files.readAllBytes(file), method);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Runs one process to its end, which has to be a good one. */
    static void run(ProcessHost host, Template template, Object... arguments) {
        check(host.spawn(template, Launch.of(arguments)).exit().block(LIMIT));
    }

    static void check(@Nullable Exit exit) {
        if (exit == null || exit.failure().isPresent()) {
            throw new IllegalStateException("a process ended badly: "
                    + (exit == null ? "not at all" : exit.failure().map(Failure::message).orElse("")));
        }
    }

    /** Waits for very many; Reactor's merge looks at each of them whenever one ends. */
    static void await(CountDownLatch left) {
        try {
            if (!left.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(left.getCount() + " did not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static void line(String what, String format, Object... values) {
        System.out.printf(Locale.ROOT, "%-44s %s%n", what, String.format(Locale.ROOT, format, values));
    }

    static double micros(long start) {
        return (System.nanoTime() - start) / 1e3;
    }
}
