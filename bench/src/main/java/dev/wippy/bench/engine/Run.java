package dev.wippy.bench.engine;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.wasi.cli.PipeSource;
import dev.wippy.wasi.cli.PipeWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One program in a JVM of its own, as a process like any other: how long it is from {@code main} to the answer. */
public final class Run {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Run() {}

    /**
     * Prints microseconds from here to the answer, and of them those until the module was compiled.
     *
     * @param arguments the folder of the programs, the name of the one to run, a folder for the cache or {@code -},
     *     perhaps {@code chicory}
     */
    public static void main(String[] arguments) throws InterruptedException {
        long began = System.nanoTime();
        Program program = Program.named(arguments[1]);
        byte[] binary = program.read(Path.of(arguments[0]));
        var output = new ByteArrayOutputStream();
        try (Engine engine = engine(arguments);
                Kernel kernel = Kernel.builder().engine(engine).build()) {
            Template template = kernel.wasm(entry(program, binary));
            long compiled = System.nanoTime();
            Exit exit = run(kernel, template, program, output);
            long ended = System.nanoTime();
            String answer = output.toString(StandardCharsets.UTF_8);
            if (exit.failure().isPresent() || exit.code().orElse(0) != 0 || !answer.contains(program.answer())) {
                throw new IllegalStateException(program.file() + " ended as " + exit + " and printed " + answer);
            }
            System.out.println((ended - began) / 1_000 + " " + (compiled - began) / 1_000);
        }
    }

    static WasmProgram entry(Program program, byte[] binary) {
        List<String> words = Stream.concat(Stream.of(program.file()), program.arguments().stream()).toList();
        return WasmProgram.of("bench:" + program.name(), binary, "run")
                .withImports("wasi1")
                .withSettings(
                        new ProgramSettings(words, Map.of(), Optional.of("/")),
                        new MountSettings(List.of(new Mount("bench:files", program.fileSystem(), "/", false))));
    }

    static Exit run(Kernel kernel, Template template, Program program, ByteArrayOutputStream output)
            throws InterruptedException {
        byte[] input = program.stdin().getBytes(StandardCharsets.UTF_8);
        try (var writer = new PipeWriter("bench writes");
                var source = new PipeSource("standard input", new ByteArrayInputStream(input))) {
            var stdio = new Stdio(
                    source,
                    writer.sink("standard output", output),
                    writer.sink("standard error", System.err),
                    false,
                    false,
                    false);
            Exit exit = kernel.host(HostOptions.of("bench"))
                    .spawn(template, Launch.of().withStdio(stdio))
                    .exit()
                    .block(LIMIT);
            writer.flush();
            return Objects.requireNonNull(exit);
        }
    }

    private static Engine engine(String[] arguments) {
        if (arguments.length > 3) {
            return Kernels.chicory();
        }
        Engine.Builder builder = Engine.builder();
        if (!arguments[2].equals("-")) {
            builder.cacheDirectory(Path.of(arguments[2]));
        }
        return builder.build();
    }
}
