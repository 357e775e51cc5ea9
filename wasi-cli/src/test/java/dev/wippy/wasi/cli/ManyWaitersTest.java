package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Stdio;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

/**
 * Real guests that wait, half of them for input and half for a timer, and the threads of this program;
 * {@code -Dwippy.waiters=10000} is the whole of it.
 */
@Timeout(300)
class ManyWaitersTest {
    private static final int PROCESSES = Integer.getInteger("wippy.waiters", 2_000);

    /** How many platform threads they may take together. */
    private static final int THREADS = 50;

    private static int platformThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static Template template(Kernel kernel, byte[] guest, String word) {
        return kernel.wasm(WasmProgram.of("test:waiter", guest, "run")
                .withImports("wasi:cli", "wasi:io")
                .withSettings(new ProgramSettings(List.of("system", word), Map.of(), Optional.empty())));
    }

    @Test
    void thousands_of_guests_that_wait_for_input_or_a_timer_take_fewer_than_fifty_threads() throws IOException {
        byte[] guest;
        try (var in = ManyWaitersTest.class.getResourceAsStream("system.wasm")) {
            guest = in.readAllBytes();
        }
        int before = platformThreads();
        try (var silent = new PipedOutputStream();
                var source = new PipeSource("a silent pipe", new PipedInputStream(silent));
                Kernel kernel = Kernel.builder().build()) {
            Stdio none = Stdio.NONE;
            var stdio = new Stdio(source, none.output(), none.error(), false, false, false);
            var templates = List.of(
                    template(kernel, guest, "wait"),
                    template(kernel, guest, "wasi:io/streams@0.2.12#[method]input-stream.blocking-read"));
            var host = kernel.host(HostOptions.of("test:host"));
            var processes = new ArrayList<Process>();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(host.spawn(templates.get(i % 2), Launch.of().withStdio(stdio)));
            }
            while (waiting(kernel) < PROCESSES) {
                LockSupport.parkNanos(1_000_000);
            }
            int threads = platformThreads() - before;
            assertTrue(threads < THREADS, threads + " threads for those who wait");
            processes.forEach(Process::terminate);
            Flux.fromIterable(processes).flatMap(Process::exit, PROCESSES).blockLast();
        }
    }

    private static int waiting(Kernel kernel) {
        var now = kernel.hibernated();
        return now.parked() + now.asleep();
    }
}
