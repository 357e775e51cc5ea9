package dev.wippy.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints how fast the engine is, beside Chicory's compiler and wasmtime, in one run; machines are noisy, so compare
 * numbers of one run with each other. Where wasmtime or a program is missing, so is its number.
 */
public final class Main {
    static final int ROUNDS = 5;
    private static final List<String> ALL = List.of("kernels", "instances", "modules", "throughput", "programs",
            "stall");

    private Main() {}

    /**
     * Measures.
     *
     * @param arguments the folder of this module; that of built programs, or {@code -}; a Python with wasmtime, or
     *     {@code -}; then what to measure, or all
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path bench = Path.of(arguments[0]);
        Optional<Path> folder = argument(arguments, 1).map(Path::of);
        String python = argument(arguments, 2).orElse("python3");
        List<String> wanted = arguments.length > 3 ? Arrays.asList(arguments).subList(3, arguments.length) : ALL;
        var wasmtime = new Wasmtime(python, bench.resolve("src/main/python/wasmtime-bench.py"));
        for (String what : wanted) {
            switch (what) {
                case "kernels" -> Kernels.print(bench.resolve("src/main/kernels/kernel.wasm"), wasmtime);
                case "instances" -> Instances.print(bench.resolve("../examples/hello/wasm/hello.wasm"));
                case "modules" -> Instances.printDropped(bench.resolve("../examples/hello/wasm/hello.wasm"));
                case "throughput" -> new Throughput(folder).print();
                case "programs" -> new Programs(folder, wasmtime).print(Program.ALL);
                case "stall" -> new Programs(folder, wasmtime).printStalls();
                case "chicory" -> new Programs(folder, wasmtime).printChicory();
                default -> new Programs(folder, wasmtime).print(List.of(Program.named(what)));
            }
        }
    }

    private static Optional<String> argument(String[] arguments, int place) {
        return Optional.of(place).filter(at -> at < arguments.length && !arguments[at].equals("-"))
                .map(at -> arguments[at]);
    }

    static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** A number, or nothing where it is missing. */
    static String number(Optional<Double> value) {
        return value.map(present -> String.format(Locale.ROOT, present < 10 ? "%.2f" : "%.0f", present)).orElse("");
    }
}
