package dev.wippy.bench.files;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.registry.files.ConfinedFolder;
import dev.wippy.wasi.cli.PipeSource;
import dev.wippy.wasi.cli.PipeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The program of these benchmarks as a process, over a folder of the disk that it sees as {@code /data}. */
final class Guest implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Kernel kernel = Kernel.builder().build();
    private final ProcessHost host = kernel.host(HostOptions.of("bench"));
    private final byte[] binary;
    private final MountSettings mounts;

    Guest(Path binary, Path folder) throws IOException {
        this.binary = Files.readAllBytes(binary);
        this.mounts = new MountSettings(List.of(new Mount("bench:files", ConfinedFolder.of(folder), "/data", false)));
    }

    /** Microseconds from the spawn to the end. */
    long run(InputStream input, OutputStream output, List<String> words) throws InterruptedException {
        var arguments = Stream.concat(Stream.of("files"), words.stream()).toList();
        var template = kernel.wasm(WasmProgram.of("bench:files", binary, "run")
                .withImports("wasi1")
                .withSettings(new ProgramSettings(arguments, Map.of(), Optional.empty()), mounts));
        try (var writer = new PipeWriter("bench writes");
                var source = new PipeSource("input", input)) {
            var stdio = new Stdio(
                    source,
                    writer.sink("output", output),
                    writer.sink("error", OutputStream.nullOutputStream()),
                    false,
                    false,
                    false);
            long began = System.nanoTime();
            Exit exit = Objects.requireNonNull(
                    host.spawn(template, Launch.of().withStdio(stdio)).exit().block(LIMIT));
            writer.flush();
            long micros = (System.nanoTime() - began) / 1_000;
            if (exit.failure().isPresent() || exit.code().orElse(0) != 0) {
                throw new IllegalStateException(words + " ended as " + exit);
            }
            return micros;
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
