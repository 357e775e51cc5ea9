package dev.wippy.wasi.sockets;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.NetworkRule;
import dev.wippy.kernel.spi.NetworkSettings;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.test.Collected;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Real guests, in real processes, on real sockets. */
final class Guests implements AutoCloseable {
    static final NetworkSettings LOOPBACK = new NetworkSettings(
            rules("127.0.0.1", "::1"), rules("denied.example"), rules("127.0.0.1", "::1"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Kernel kernel;
    private final Limits limits;
    private final ProcessHost host;

    Guests(Engine engine) {
        this(engine, Limits.defaults());
    }

    /** @param given modules beside those that are found */
    Guests(Engine engine, Limits limits, ImportModule... given) {
        this.limits = limits;
        var builder = Kernel.builder().engine(engine);
        Stream.of(given).forEach(builder::importModule);
        kernel = builder.build();
        host = kernel.host(HostOptions.of("test:host"));
    }

    static List<NetworkRule> rules(String... texts) {
        return Stream.of(texts).map(NetworkRule::parse).toList();
    }

    /** A guest, and what it wrote. */
    record Run(Process process, Collected output, Collected error) {
        Exit exit() {
            return process.exit().block(PATIENCE);
        }
    }

    Kernel kernel() {
        return kernel;
    }

    ProcessHost host() {
        return host;
    }

    Run start(String guest, NetworkSettings network, String... words) {
        return start(template(guest, network, words));
    }

    Template template(String guest, NetworkSettings network, String... words) {
        return template(List.of("wasi:sockets", "wasi:io", "wasi:clocks"), guest, network, words);
    }

    Template template(List<String> imports, String guest, NetworkSettings network, String... words) {
        byte[] bytes;
        try (InputStream in = Guests.class.getResourceAsStream(guest)) {
            bytes = in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var arguments = Stream.concat(Stream.of(guest), Stream.of(words)).toList();
        return kernel.wasm(WasmProgram.of("test:guest", bytes, "run")
                .withImports(Stream.concat(imports.stream(), Stream.of("wasi:cli")).toArray(String[]::new))
                .withLimits(limits)
                .withSettings(network, new ProgramSettings(arguments, Map.of(), Optional.empty())));
    }

    Run start(Template template) {
        var output = new Collected();
        var error = new Collected();
        var stdio = new Stdio(Stdio.NONE.input(), output, error, false, false, false);
        return new Run(host.spawn(template, Launch.of().withStdio(stdio)), output, error);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
