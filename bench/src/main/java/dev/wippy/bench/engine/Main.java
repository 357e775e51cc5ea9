package dev.wippy.bench.engine;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.generate.ModuleLayout;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import dev.wippy.engine.read.ReadModule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints how fast the engine is, beside Chicory's compiler and wasmtime, in one run; machines are noisy, so compare
 * numbers of one run with each other. Where wasmtime or a program is missing, so is its number.
 */
public final class Main {
    private static final Map<String, Long> KERNELS = new LinkedHashMap<>();
    private static final int ROUNDS = 5;
    private static final int COLD_STARTS = 3;

    static {
        KERNELS.put("fib", 35L);
        KERNELS.put("sha256", 200L);
        KERNELS.put("nbody", 1_000_000L);
        KERNELS.put("qsort", 4L);
        KERNELS.put("matmul", 30L);
        KERNELS.put("vm", 100_000_000L);
    }

    private final Path bench;
    private final Optional<Path> programs;
    private final Wasmtime wasmtime;

    private Main(Path bench, Optional<Path> programs, String python) {
        this.bench = bench;
        this.programs = programs;
        wasmtime = new Wasmtime(python, bench.resolve("src/main/python/wasmtime-bench.py"));
    }

    /** @param arguments the folder of this module, then perhaps one of built programs, and a Python with wasmtime */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Path> programs = arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.empty();
        var main = new Main(Path.of(arguments[0]), programs, arguments.length > 2 ? arguments[2] : "python3");
        main.kernels();
        main.instances();
        main.throughput();
        main.programs();
    }

    // Kernels

    private void kernels() throws IOException, InterruptedException {
        Path file = bench.resolve("src/main/kernels/kernel.wasm");
        Map<String, Double> theirs = wasmtime.kernels(file);
        Map<String, Double> ours;
        Map<String, Double> chicorys;
        try (Engine engine = Engine.builder().build(); Engine chicory = chicory()) {
            ours = kernels(engine, Files.readAllBytes(file));
            chicorys = kernels(chicory, Files.readAllBytes(file));
        }
        line("%-12s %10s %10s %10s %10s", "kernels, ms", "ours", "Chicory", "wasmtime", "ours / it");
        double product = 1;
        for (String name : KERNELS.keySet()) {
            Double its = theirs.get(name);
            line("%-12s %10.1f %10.1f %10s %10s", name, ours.get(name), chicorys.get(name), number(its),
                    number(its == null ? null : ours.get(name) / its));
            product *= its == null ? 1 : ours.get(name) / its;
        }
        if (!theirs.isEmpty()) {
            line("%-12s %43.2f", "geometric", Math.pow(product, 1.0 / KERNELS.size()));
        }
    }

    private static Engine chicory() {
        return new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE);
    }

    private static Map<String, Double> kernels(Engine engine, byte[] module) {
        CoreInstance instance = engine.compile(module).instantiate(List.of(), Budget.of(1L << 30, 10_000));
        Map<String, Double> times = new LinkedHashMap<>();
        KERNELS.forEach((name, size) -> {
            CoreFunction kernel = (CoreFunction) instance.export(name).orElseThrow();
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long began = System.nanoTime();
                kernel.call(size);
                best = Math.min(best, millis(began));
            }
            times.put(name, best);
        });
        return times;
    }

    // Instances

    /** Instances of the largest core module of the hello example's component, and a call of its {@code compute}. */
    private void instances() throws IOException {
        byte[] component = Files.readAllBytes(bench.resolve("../examples/hello/wasm/hello.wasm"));
        try (Engine engine = Engine.builder().build(); Engine chicory = chicory()) {
            instances("ours", engine.compile(largestModule(component)));
            instances("Chicory", chicory.compile(largestModule(component)));
        }
    }

    private static void instances(String whose, CoreModule module) {
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreModule.CoreImport wanted : module.imports()) {
            var type = (CoreExternType.Function) wanted.type();
            long[] results = new long[type.results().size()];
            imports.add(CoreFunction.host(type, _ -> results));
        }
        Budget budget = Budget.of(1L << 30, Integer.MAX_VALUE);
        int count = 20_000;
        double each = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                call(module.instantiate(imports, Budget.of(1L << 30, 10_000)));
            }
            each = millis(began) * 1e3 / count;
        }
        CoreInstance[] kept = new CoreInstance[2_000];
        long before = heap();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = module.instantiate(imports, budget);
            call(kept[i]);
        }
        long bytes = (heap() - before) / kept.length;
        line("instances of hello.wasm, %-8s %8.1f us to instantiate and call, %6d bytes of heap each (%d)", whose, each,
                bytes, kept.length);
    }

    private static void call(CoreInstance instance) {
        ((CoreFunction) instance.export("compute").orElseThrow()).call(6, 7);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Section 1 of a component is a core module; the others are skipped. */
    private static byte[] largestModule(byte[] component) {
        byte[] largest = {};
        int at = 8;
        while (at < component.length) {
            int id = component[at++];
            int size = 0;
            for (int shift = 0;; shift += 7) {
                byte next = component[at++];
                size |= (next & 0x7f) << shift;
                if (next >= 0) {
                    break;
                }
            }
            if (id == 1 && size > largest.length) {
                largest = Arrays.copyOfRange(component, at, at + size);
            }
            at += size;
        }
        return largest;
    }

    // Reading and generating

    private void throughput() {
        for (Program program : present()) {
            byte[] binary = program.read(programs.orElseThrow());
            double best = Double.MAX_VALUE;
            double first = 0;
            ModuleDefinition module = null;
            for (int round = 0; round < ROUNDS; round++) {
                long began = System.nanoTime();
                module = ((ReadModule.Valid) ModuleValidator.read(binary)).module();
                best = Math.min(best, millis(began));
                first = round == 0 ? best : first;
            }
            long bodies = module.bodies().stream().mapToLong(body -> body.end() - body.entry()).sum();
            line("%s: read and validated, one thread: %.1f MB/s of %.1f MB of bodies, the first time %.1f", program
                    .file(), bodies / best / 1e3, bodies / 1e6, bodies / first / 1e3);
            double generating = Double.MAX_VALUE;
            long made = 0;
            for (int round = 0; round < 3; round++) {
                long began = System.nanoTime();
                made = generate(module);
                generating = Math.min(generating, millis(began));
            }
            line("%s: generated, one thread: %.1f MB/s of bodies, %.1f MB of classes", program.file(),
                    bodies / generating / 1e3, made / 1e6);
        }
    }

    private static long generate(ModuleDefinition module) {
        var generator = new ClassGenerator(new ModuleLayout(module, false), CutLimits.DEFAULT);
        long made = 0;
        for (int i = module.importedFunctions(); i < module.functionCount(); i++) {
            // Empty but where a group begins.
            for (byte[] type : generator.generate(Names.GROUP + i).values()) {
                made += type.length;
            }
        }
        return made;
    }

    // Programs

    private List<Program> present() {
        List<Program> present = new ArrayList<>();
        for (Program program : Program.ALL) {
            boolean there = programs.isPresent() && Files.exists(program.in(programs.get()));
            if (there && present.stream().noneMatch(other -> other.file().equals(program.file()))) {
                present.add(program);
            }
        }
        return present;
    }

    private void programs() throws IOException, InterruptedException {
        line("%-12s %18s %18s %18s %18s %10s", "programs, ms", "main to answer", "of it compiled", "wasmtime compiles",
                "wasmtime runs", "ours / it");
        for (int i = 0; i < Program.ALL.size(); i++) {
            Program program = Program.ALL.get(i);
            if (programs.isEmpty() || !Files.exists(program.in(programs.get()))) {
                line("%-12s not built", program.file());
                continue;
            }
            double[] best = {Double.MAX_VALUE, 0};
            for (int round = 0; round < (program == Program.SCANS ? 1 : COLD_STARTS); round++) {
                double[] times = cold(i);
                best = times[0] < best[0] ? times : best;
            }
            Map<String, Double> theirs = wasmtime.run(program, programs.get());
            Double all = theirs.containsKey("run") ? theirs.get("compile") + theirs.get("run") : null;
            line("%-12s %18.0f %18.0f %18s %18s %10s", program == Program.SCANS ? "sql, scans" : program.file(),
                    best[0], best[1], number(theirs.get("compile")), number(theirs.get("run")),
                    number(all == null ? null : best[0] / all));
        }
    }

    /** Milliseconds from main to the answer, and until the module was compiled, in a new JVM. */
    private double[] cold(int program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Run.class.getName(),
                programs.orElseThrow().toString(), Integer.toString(program)));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String[] answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim().split(" ");
        if (process.waitFor() != 0 || answer.length != 2) {
            throw new IllegalStateException("the run of " + Program.ALL.get(program).file() + " failed");
        }
        return new double[]{Double.parseDouble(answer[0]) / 1e3, Double.parseDouble(answer[1]) / 1e3};
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
