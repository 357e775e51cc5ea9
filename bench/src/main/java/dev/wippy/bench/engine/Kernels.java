package dev.wippy.bench.engine;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.Engine;
import dev.wippy.engine.chicory.ChicoryEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small programs in C, the best of some rounds each: what the JIT makes of generated code. */
final class Kernels {
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();

    static {
        SIZES.put("fib", 35L);
        SIZES.put("sha256", 200L);
        SIZES.put("nbody", 1_000_000L);
        SIZES.put("qsort", 4L);
        SIZES.put("matmul", 30L);
        SIZES.put("vm", 100_000_000L);
    }

    private Kernels() {}

    static void print(Path file, Wasmtime wasmtime) throws IOException, InterruptedException {
        Map<String, Double> theirs = wasmtime.kernels(file);
        byte[] module = Files.readAllBytes(file);
        Map<String, Double> ours;
        Map<String, Double> chicorys;
        try (Engine engine = Engine.builder().build(); Engine chicory = chicory()) {
            ours = times(engine, module);
            chicorys = times(chicory, module);
        }
        Main.line("%-20s %10s %10s %10s %10s", "kernels, ms", "ours", "Chicory", "wasmtime", "ours / it");
        double product = 1;
        for (Map.Entry<String, Double> our : ours.entrySet()) {
            Optional<Double> its = Optional.ofNullable(theirs.get(our.getKey()));
            Optional<Double> ratio = its.map(time -> our.getValue() / time);
            product *= ratio.orElse(1.0);
            Main.line("%-20s %10.1f %10.1f %10s %10s", our.getKey(), our.getValue(), chicorys.getOrDefault(our.getKey(),
                    0.0),
                    Main.number(its), Main.number(ratio));
        }
        if (!theirs.isEmpty()) {
            Main.line("%-20s %43.2f", "geometric mean", Math.pow(product, 1.0 / SIZES.size()));
        }
    }

    static Engine chicory() {
        return new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE);
    }

    private static Map<String, Double> times(Engine engine, byte[] module) {
        CoreInstance instance = engine.compile(module).instantiate(List.of(), Budget.of(1L << 30, 10_000));
        Map<String, Double> times = new LinkedHashMap<>();
        SIZES.forEach((name, size) -> {
            CoreFunction kernel = (CoreFunction) instance.export(name).orElseThrow();
            double best = Double.MAX_VALUE;
            for (int round = 0; round < Main.ROUNDS; round++) {
                long began = System.nanoTime();
                kernel.call(size);
                best = Math.min(best, Main.millis(began));
            }
            times.put(name, best);
        });
        return times;
    }
}
