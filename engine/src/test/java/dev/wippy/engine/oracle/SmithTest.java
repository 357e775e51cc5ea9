package dev.wippy.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Engine;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.Trap;
import dev.wippy.engine.Unwind;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same calls of modules that {@code wasm-tools smith} makes, by our engine, whole and cut and with operands in frames,
 * by wasmtime where Python has it, and by node as far as it takes them; what neither does, by Chicory's interpreter.
 * Results, traps, memories; of ours fuel too.
 *
 * <p>{@code -Dwippy.test.args="-Dwippy.smith=wasm-tools -Dwippy.smith.from=0 -Dwippy.smith.count=1000
 * -Dwippy.oracle.python=PYTHON"} runs it.
 */
class SmithTest {
    private static final String TOOL = System.getProperty("wippy.smith", "wasm-tools");
    private static final int FROM = Integer.getInteger("wippy.smith.from", 0);
    private static final int COUNT = Integer.getInteger("wippy.smith.count", 100);
    private static final Path CONFIGURATION = Path.of("src/test/oracle/smith.json");
    private static final String PYTHON = System.getProperty("wippy.oracle.python", "python3");
    private static final Set<CoreType> NUMBERS = EnumSet.of(CoreType.I32, CoreType.I64, CoreType.F32, CoreType.F64);
    private static final Set<CoreType> REFERENCES = EnumSet.of(CoreType.FUNCREF, CoreType.EXTERNREF);
    private static final List<CutLimits> LIMITS = List.of(CutLimits.DEFAULT, new CutLimits(60, 40),
            new CutLimits(60, 40, 1));

    @TempDir
    Path folder;

    @Test
    void modules_of_another_generator_do_what_they_do_elsewhere() throws IOException, InterruptedException {
        if (run(folder.resolve("log"), TOOL, "--version") != 0) {
            System.out.println("skipped, as there is no " + TOOL);
            Assumptions.abort("there is no " + TOOL);
        }
        Map<String, List<String>> ours = new HashMap<>();
        List<String> differences = new ArrayList<>();
        for (int seed = FROM; seed < FROM + COUNT; seed++) {
            byte[] module = smith(seed);
            List<String> first = ours(seed, module, LIMITS.getFirst());
            for (CutLimits limits : LIMITS.subList(1, LIMITS.size())) {
                compare(seed + " " + limits, first, ours(seed, module, limits), differences);
            }
            ours.put(String.valueOf(seed), first.subList(0, first.size() - 1));
        }
        Map<String, List<String>> wasmtimes = judged(PYTHON, "src/test/oracle/smith-judge.py");
        Map<String, List<String>> nodes = judged("node", "src/test/oracle/node-judge.mjs");
        int left = 0;
        for (var entry : ours.entrySet()) {
            String seed = entry.getKey();
            List<String> found = plain(entry.getValue());
            int judges = 0;
            for (var judge : List.of(wasmtimes, nodes)) {
                List<String> theirs = judge.getOrDefault(seed, List.of());
                if (!judge.isEmpty() && !theirs.equals(List.of("refused"))) {
                    compare(seed, theirs, found, differences);
                    judges++;
                }
            }
            if (judges == 0) {
                compare(seed, chicory(seed), found, differences);
                left++;
            }
        }
        System.out.println(COUNT + " modules of wasm-tools smith, " + left + " of which Chicory judges: "
                + differences.size() + " differences");
        assertEquals("", String.join("\n", differences));
    }

    /** Others word traps otherwise. */
    private static List<String> plain(List<String> lines) {
        return lines.stream().map(line -> line.startsWith("Trapped") ? "Trapped" : line).toList();
    }

    private byte[] smith(int seed) throws IOException, InterruptedException {
        byte[] bytes = new byte[1_000 + seed % 7 * 1_000];
        new Random(seed).nextBytes(bytes);
        Path input = Files.write(folder.resolve("input"), bytes);
        Path output = folder.resolve(seed + ".wasm");
        int status = run(folder.resolve("log"), TOOL, "smith", "-c", CONFIGURATION.toString(), "--ensure-termination",
                "-f", "300", "-o", output.toString(), input.toString());
        assertEquals(0, status, () -> read(folder.resolve("log")));
        return Files.readAllBytes(output);
    }

    /** Names may have any character: an export is told by its place. */
    private record Call(int place, String name, CoreExternType.Function type, long[] arguments) {
        String line() {
            return place + "|" + names(type.parameters()) + "|" + names(type.results()) + "|"
                    + java.util.Arrays.stream(arguments).mapToObj(Long::toString).collect(Collectors.joining(","));
        }

        private static String names(List<CoreType> types) {
            return types.stream().map(CoreType::name).collect(Collectors.joining(","));
        }
    }

    private static List<Call> calls(int seed, List<CoreExport> exports) {
        Random random = new Random(seed);
        List<Call> calls = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int place = 0; place < exports.size(); place++) {
                CoreExport export = exports.get(place);
                if (export.type() instanceof CoreExternType.Function type && crosses(type.parameters())
                        && crosses(type.results())) {
                    calls.add(new Call(place, export.name(), type, type.parameters().stream()
                            .mapToLong(of -> NUMBERS.contains(of) ? number(of, random) : -1).toArray()));
                }
            }
        }
        return calls;
    }

    private static boolean crosses(List<CoreType> types) {
        return types.stream().allMatch(type -> NUMBERS.contains(type) || REFERENCES.contains(type));
    }

    /** Numbers near the ends, and others; of floats no NaN, the bits of which others need not keep. */
    private static long number(CoreType type, Random random) {
        long bits = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(5) - 2;
            case 1 -> random.nextInt(200_000);
            case 2 -> Long.MIN_VALUE >> random.nextInt(64);
            default -> random.nextLong();
        };
        return switch (type) {
            case I32 -> (int) bits;
            case F32 -> Float.floatToIntBits((float) bits);
            case F64 -> Double.doubleToLongBits((double) bits);
            default -> bits;
        };
    }

    private List<String> ours(int seed, byte[] binary, CutLimits limits) throws IOException {
        List<String> lines = new ArrayList<>();
        Counted fuel = new Counted();
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits,
                new OracleTest.Refusing())) {
            CoreModule module = engine.compile(binary);
            List<Call> calls = calls(seed, module.exports());
            Files.write(folder.resolve(seed + ".calls"), calls.stream().map(Call::line).toList());
            CoreInstance instance;
            try {
                instance = module.instantiate(List.of(), Budget.of(64 << 20, 100_000), fuel);
            } catch (Trap trap) {
                return List.of("Trapped " + trap.getMessage(), "fuel " + fuel.spent());
            }
            for (Call call : calls) {
                lines.add(outcome(call, () -> ((CoreFunction) instance.exports().get(call.place()))
                        .call(call.arguments())));
            }
            for (CoreExport export : module.exports()) {
                if (export.type() instanceof CoreExternType.Memory) {
                    CoreMemory memory = (CoreMemory) instance.export(export.name()).orElseThrow();
                    byte[] all = new byte[(int) memory.size()];
                    memory.read(0, all, 0, all.length);
                    lines.add(digest(all));
                }
            }
        }
        lines.add("fuel " + fuel.spent());
        return lines;
    }

    private static String outcome(Call call, Supplier<long[]> run) {
        try {
            long[] results = run.get();
            String[] shown = new String[call.type().results().size()];
            for (int i = 0; i < shown.length; i++) {
                shown[i] = shown(call.type().results().get(i), results[i]);
            }
            return "Returned " + String.join(",", shown);
        } catch (Trap trap) {
            return "Trapped " + trap.getMessage();
        }
    }

    private static String shown(CoreType type, long value) {
        return switch (type) {
            case I32 -> Integer.toString((int) value);
            case F32 -> Float.isNaN(Float.intBitsToFloat((int) value)) ? "nan" : Integer.toString((int) value);
            case F64 -> Double.isNaN(Double.longBitsToDouble(value)) ? "nan" : Long.toString(value);
            case I64 -> Long.toString(value);
            default -> value == -1 ? "null" : "reference";
        };
    }

    private static String digest(byte[] memory) {
        long sum = 0;
        for (int i = 0; i < memory.length; i++) {
            sum += (i + 1L) * (memory[i] & 0xff);
        }
        return memory.length + " " + sum % (1L << 31);
    }

    /** What a program says of all modules, by their seed; nothing where it cannot run. */
    private Map<String, List<String>> judged(String program, String script) throws IOException, InterruptedException {
        Map<String, List<String>> lines = new HashMap<>();
        Path output = folder.resolve("output");
        if (run(output, program, script, folder.toString()) != 0) {
            System.out.println(program + " does not run " + script + ", and judges none: " + read(output));
            return lines;
        }
        for (String line : Files.readAllLines(output)) {
            int end = line.indexOf(' ');
            lines.computeIfAbsent(line.substring(0, end), _ -> new ArrayList<>()).add(line.substring(end + 1));
        }
        return lines;
    }

    private List<String> chicory(String seed) throws IOException {
        byte[] binary = Files.readAllBytes(folder.resolve(seed + ".wasm"));
        List<String> lines = new ArrayList<>();
        try (Engine reader = Engine.builder().build()) {
            CoreModule module = reader.compile(binary);
            Instance instance;
            try {
                instance = Instance.builder(Parser.parse(binary)).withMemoryFactory(ByteArrayMemory::new).build();
            } catch (RuntimeException _) {
                return List.of("Trapped");
            }
            for (Call call : calls(Integer.parseInt(seed), module.exports())) {
                try {
                    lines.add(outcome(call, () -> instance.export(call.name()).apply(call.arguments())));
                } catch (RuntimeException _) {
                    lines.add("Trapped");
                }
            }
            for (CoreExport export : module.exports()) {
                if (export.type() instanceof CoreExternType.Memory) {
                    var memory = instance.exports().memory(export.name());
                    lines.add(digest(memory.readBytes(0, memory.pages() << 16)));
                }
            }
        }
        return lines;
    }

    private static void compare(String what, List<String> expected, List<String> actual, List<String> differences) {
        if (!expected.equals(actual)) {
            int at = 0;
            while (at < Math.min(expected.size(), actual.size()) && expected.get(at).equals(actual.get(at))) {
                at++;
            }
            differences.add(what + ", line " + at + ": " + (at < expected.size() ? expected.get(at) : "nothing")
                    + " expected, not " + (at < actual.size() ? actual.get(at) : "nothing"));
        }
    }

    private static final class Counted extends Fuel {
        Counted() {
            super(Long.MAX_VALUE);
        }

        @Override
        protected Unwind exhausted() {
            throw new AssertionError("nobody spends so much");
        }
    }

    private static int run(Path output, String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start()
                    .waitFor();
        } catch (IOException _) {
            return -1;
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
