package dev.wippy.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The guests of {@code src/test/guests}. */
public final class Guests {
    private Guests() {}

    /** Spins until a process of a host waits: its steps are a hot view, which comes too late for what has been. */
    public static void untilItWaits(Process process) {
        ProcessRun run = ((HostedProcess) process).run();
        while (run.waitingFor().isEmpty()) {
            Thread.yield();
        }
    }

    static WasmProgram program(String file, String method) {
        try {
            byte[] binary = Files.readAllBytes(Path.of("src/test/guests", file));
            return WasmProgram.of("test:" + method, binary, method).withImports("test:naps", "process");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
