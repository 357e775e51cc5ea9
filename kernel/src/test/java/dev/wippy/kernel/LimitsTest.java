package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.CoreExternType;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Each limit of SPEC section 4, and a process that runs into it. */
class LimitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** Kernels, and an argument that keeps them short. */
    private static final Map<String, Integer> KERNELS = new LinkedHashMap<>(
            Map.of("fib", 18, "sha256", 1, "nbody", 500, "qsort", 1, "matmul", 1, "vm", 20_000));

    /** Says what it exports as "go"; the rest is WebAssembly's header, and the type () -> (). */
    private static final String HEADER = "0061736d01000000" + "010401600000" + "03020100";

    private static final String EXPORT_GO = "07060102676f0000";

    private final Depth depth = new Depth();
    private final Kernel kernel = Kernel.builder()
            .importModule(new TestNaps(_ -> Mono.never()))
            .importModule(depth)
            .build();
    private final ProcessHost host = kernel.host(HostOptions.of("one").withWorkers(1).withCountFuel(true));

    @AfterEach
    void close() {
        kernel.close();
    }

    /** What {@code depth.wasm} waits for. */
    private static final class Depth implements ImportModule {
        private static final Operation NAP = Operation.of("nap");

        final AtomicInteger calls = new AtomicInteger();

        @Override
        public String name() {
            return "test:depth";
        }

        @Override
        public List<String> interfaces() {
            return List.of("test:depth");
        }

        @Override
        public void link(Imports imports, ProcessContext process) {
            var type = new CoreExternType.Function(List.of(), List.of());
            var nap = new CoreHostFunction(type, (_, _) -> {
                calls.incrementAndGet();
                process.await(TestNaps.onceItWaits((ProcessRun) process), NAP);
                return new long[0];
            });
            var mark = new CoreHostFunction(type, (_, _) -> {
                calls.incrementAndGet();
                return new long[0];
            });
            imports.bindCore("test:depth", Map.of("nap", nap, "mark", mark));
        }
    }

    private static WasmProgram deep(String method) {
        return Guests.program("depth.wasm", method).withImports("test:depth");
    }

    private static byte[] kernels() throws IOException {
        return Files.readAllBytes(Path.of("../bench/src/main/kernels/kernel.wasm"));
    }

    private Exit exit(Template template, Object... arguments) {
        return host.spawn(template, Launch.of(arguments)).exit().block(LIMIT);
    }

    private Exit exit(String module, Limits limits) {
        byte[] binary = HexFormat.of().parseHex(module);
        return exit(kernel.wasm(WasmProgram.of("test:go", binary, "go").withLimits(limits)));
    }

    private static String failure(Exit exit) {
        return exit.failure().orElseThrow().toString();
    }

    private static long spent(Template template, Object... arguments) {
        return template.steps(Launch.of(arguments))
                .map(step -> step.fuel().getAsLong())
                .reduce(0L, Long::sum)
                .block(LIMIT);
    }

    @Test
    void the_six_kernels_take_the_same_fuel_cold_hot_and_pre_empted() throws Exception {
        Limits counted = Limits.defaults().withMaxFuel(Long.MAX_VALUE);
        var cold = new LinkedHashMap<String, Long>();
        var hot = new LinkedHashMap<String, Long>();
        var preempted = new LinkedHashMap<String, Long>();
        for (String name : KERNELS.keySet()) {
            Template template =
                    kernel.wasm(WasmProgram.of("test:" + name, kernels(), name).withLimits(counted));
            cold.put(name, spent(template, KERNELS.get(name)));
        }
        for (String name : KERNELS.keySet()) {
            Template template =
                    kernel.wasm(WasmProgram.of("test:" + name, kernels(), name).withLimits(counted));
            for (int i = 0; i < 20; i++) {
                hot.put(name, spent(template, KERNELS.get(name)));
            }
        }
        // As many that spin as there are processors: whoever runs is sent away again and again.
        Template spin = kernel.wasm(Guests.program("ending.wasm", "spin"));
        var spinners = new ArrayList<Process>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            spinners.add(kernel.ownHost().spawn(spin, Launch.of()));
        }
        for (String name : KERNELS.keySet()) {
            Template template =
                    kernel.wasm(WasmProgram.of("test:" + name, kernels(), name).withLimits(counted));
            preempted.put(name, spent(template, KERNELS.get(name)));
        }
        spinners.forEach(Process::terminate);
        assertEquals(cold, hot);
        assertEquals(cold, preempted);
        assertTrue(cold.values().stream().allMatch(units -> units > 100), cold::toString);
    }

    @Test
    void a_guest_without_fuel_ends_whatever_it_catches() {
        Template spin = kernel.wasm(
                Guests.program("ending.wasm", "spin").withLimits(Limits.defaults().withMaxFuel(1_000)));
        Exit exit = exit(spin);
        assertEquals("Timeout: fuel exhausted: limit 1000", failure(exit));
    }

    @Test
    void a_guest_that_spends_all_of_its_fuel_and_no_more_lives() throws Exception {
        long needed = spent(
                kernel.wasm(WasmProgram.of("test:fib", kernels(), "fib")
                        .withLimits(Limits.defaults().withMaxFuel(Long.MAX_VALUE))),
                15);
        WasmProgram fib = WasmProgram.of("test:fib", kernels(), "fib");
        Limits enough = Limits.defaults().withMaxFuel(needed);
        assertEquals(610L, ((Number) exit(kernel.wasm(fib.withLimits(enough)), 15).value()).longValue());
        Limits less = Limits.defaults().withMaxFuel(needed - 1);
        assertEquals(
                "Timeout: fuel exhausted: limit " + (needed - 1), failure(exit(kernel.wasm(fib.withLimits(less)), 15)));
    }

    @Test
    void a_host_may_count_the_fuel_of_all_its_processes() throws Exception {
        Template fib = kernel.wasm(WasmProgram.of("test:fib", kernels(), "fib"));
        var process = (HostedProcess) host.spawn(fib, Launch.of(15));
        assertTrue(process.exit().block(LIMIT).isNormal());
        assertTrue(process.run().fuel().orElseThrow().spent() > 100);
        var uncounted = (HostedProcess) kernel.ownHost().spawn(fib, Launch.of(15));
        assertTrue(uncounted.exit().block(LIMIT).isNormal());
        assertTrue(uncounted.run().fuel().isEmpty());
    }

    @Test
    void a_value_that_crosses_costs_a_unit_for_each_started_64_bytes() throws Exception {
        byte[] hello = Files.readAllBytes(Path.of("../examples/hello/wasm/hello.wasm"));
        Template greet = kernel.wasm(WasmProgram.of("test:greet", hello, "greet")
                .withLimits(Limits.defaults().withMaxFuel(1_000_000)));
        assertEquals(
                "Timeout: fuel exhausted: limit 1000000",
                failure(exit(greet, "x".repeat(64_000_000))));
    }

    @Test
    void a_guest_that_recurses_without_end_traps() {
        String recursing = HEADER + EXPORT_GO + "0a0601040010000b";
        assertEquals("Internal: wasm trap: call stack exhausted", failure(exit(recursing, Limits.defaults())));
    }

    @Test
    void a_guest_that_is_deeper_than_its_limit_traps_at_the_same_depth_each_time() {
        Limits limits = Limits.defaults().withMaxStack(64 << 10);
        // Each frame is 64 bytes and 8 for the local: 910 fit.
        Template down = kernel.wasm(deep("down").withLimits(limits));
        for (int i = 0; i < 3; i++) {
            assertEquals(909L, ((Number) exit(down, 909).value()).longValue());
            assertEquals("Internal: wasm trap: call stack exhausted", failure(exit(down, 910)));
        }
    }

    @Test
    void a_guest_that_waits_at_each_depth_is_bounded_all_the_same() {
        Template sinks = kernel.wasm(deep("sinks"));
        assertEquals("Internal: wasm trap: call stack exhausted", failure(exit(sinks)));
        // One for 64 frames, of which the smallest take 32 bytes; and as many again before anybody looks.
        long most = 2 * ThreadStack.BYTES / 32 / 64;
        assertTrue(depth.calls.get() <= most + 1_024, () -> depth.calls + " of at most " + most);
    }

    @Test
    void a_guest_that_computes_at_each_depth_is_bounded_all_the_same() {
        Template spin = kernel.wasm(Guests.program("ending.wasm", "spin"));
        Process other = host.spawn(spin, Launch.of());
        Template toils = kernel.wasm(deep("toils"));
        assertEquals("Internal: wasm trap: call stack exhausted", failure(exit(toils)));
        other.terminate();
        // One for 2048 frames.
        long most = 2 * ThreadStack.BYTES / 32 / 2048;
        assertTrue(depth.calls.get() <= most + 128, () -> depth.calls + " of at most " + most);
    }

    @Test
    void a_table_and_a_memory_past_their_limits_fail_the_process() {
        String table = HEADER + "04040170000a" + EXPORT_GO + "0a040102000b";
        Limits limits = Limits.defaults();
        assertTrue(exit(table, limits.withMaxTableElements(10)).isNormal());
        assertEquals(
                ErrorKind.UNAVAILABLE,
                exit(table, limits.withMaxTableElements(9)).failure().orElseThrow().kind());
        String memory = HEADER + "0503010002" + EXPORT_GO + "0a040102000b";
        assertTrue(exit(memory, limits.withMaxMemory(2 << 16)).isNormal());
        assertEquals(
                ErrorKind.UNAVAILABLE,
                exit(memory, limits.withMaxMemory((2 << 16) - 1)).failure().orElseThrow().kind());
    }

    @Test
    void a_memory_does_not_grow_past_its_limit() {
        // () -> i32: memory.grow(1), of a memory of one page.
        String grows = "0061736d01000000" + "0105016000017f" + "03020100" + "0503010001" + EXPORT_GO
                + "0a08010600410140000b";
        Limits limits = Limits.defaults();
        assertEquals(1L, ((Number) exit(grows, limits.withMaxMemory(2 << 16)).value()).longValue());
        assertEquals(-1L, ((Number) exit(grows, limits.withMaxMemory(1 << 16)).value()).longValue());
    }

    @Test
    void a_guest_with_too_many_handles_traps() {
        Template takes = kernel.wasm(Guests.program("ending.wasm", "takes-and-naps")
                .withLimits(Limits.defaults().withMaxHandles(2)));
        Failure failure = exit(takes).failure().orElseThrow();
        assertEquals(ErrorKind.INTERNAL, failure.kind());
        assertTrue(failure.message().contains("2"), failure::message);
    }

    @Test
    void output_past_its_limit_ends_the_process_and_what_came_before_is_out() {
        var written = new ByteArrayOutputStream();
        var stdio = new Stdio(Source.EMPTY, into(written), into(written), false, false, false);
        Template talks = JavaProcess.template(kernel, Limits.defaults().withMaxOutput(10), process -> {
            process.stdio().output().write("12345".getBytes());
            process.stdio().error().write("67890".getBytes());
            process.stdio().output().write("!".getBytes());
            return null;
        });
        Exit exit = host.spawn(talks, Launch.of().withStdio(stdio)).exit().block(LIMIT);
        assertEquals("Unavailable: it wrote more than limits.max_output, which is 10 bytes", failure(exit));
        assertEquals("1234567890", written.toString());
    }

    private static Sink into(ByteArrayOutputStream bytes) {
        return new Sink() {
            @Override
            public int capacity() {
                return 100;
            }

            @Override
            public void write(byte[] chunk) {
                bytes.writeBytes(chunk);
            }

            @Override
            public boolean flushed() {
                return true;
            }

            @Override
            public Readiness writable() {
                return Readiness.ALWAYS;
            }

            @Override
            public Readiness drained() {
                return Readiness.ALWAYS;
            }
        };
    }

    @Test
    void a_guest_that_computes_past_its_time_ends() {
        Template spin = kernel.wasm(Guests.program("ending.wasm", "spin")
                .withLimits(Limits.defaults().withMaxExecution(Duration.ofMillis(50))));
        assertEquals("Timeout: max_execution_ms: 50 ms are over", failure(exit(spin)));
    }
}
