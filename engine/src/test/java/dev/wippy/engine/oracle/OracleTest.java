package dev.wippy.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same calls of random modules by our engine, with and without functions cut, by Chicory's interpreter, and by
 * wasmtime where Python has it: results, traps, what the host is called with, and the state after each call.
 *
 * <p>{@code -Dwippy.test.args="-Dwippy.oracle.from=1000 -Dwippy.oracle.count=5000 -Dwippy.oracle.python=PYTHON"} runs
 * other modules, and more of them.
 */
class OracleTest {
    private static final long FROM = Long.getLong("wippy.oracle.from", 0);
    private static final String PYTHON = System.getProperty("wippy.oracle.python", "python3");
    private static final Path JUDGE = Path.of("src/test/oracle/wasmtime-judge.py");
    private static final RandomModules.Call REFUEL = new RandomModules.Call("refuel", RandomModules.LOG,
            List.of(300L));
    private static final CutLimits CUT = new CutLimits(60, 40);
    /** Operands are in the frame wherever there are more than one. */
    private static final CutLimits FRAMED = new CutLimits(60, 40, 1);
    /** Seeds up to 600 where ours and Chicory differ; wasmtime judges them. */
    private static final Set<Long> JUDGED = Set.of(238L, 284L, 365L, 412L, 530L, 544L, 578L);

    @Test
    void random_modules_do_what_they_do_in_chicorys_interpreter() {
        List<String> differences = new ArrayList<>();
        seeds(100).filter(seed -> !JUDGED.contains(seed)).forEach(seed -> {
            RandomModules modules = new RandomModules(seed, true);
            compare(seed, chicory(modules), ours(modules, CutLimits.DEFAULT), differences);
        });
        assertEquals("", String.join("\n", differences));
    }

    @Test
    void random_modules_do_the_same_with_every_function_cut() {
        List<String> differences = new ArrayList<>();
        seeds(100).forEach(seed -> {
            RandomModules modules = new RandomModules(seed, false);
            List<String> whole = ours(modules, CutLimits.DEFAULT);
            compare(seed, whole, ours(modules, CUT), differences);
            compare(seed, whole, ours(modules, FRAMED), differences);
        });
        assertEquals("", String.join("\n", differences));
    }

    @Test
    void random_modules_do_what_they_do_in_wasmtime(@TempDir Path folder) throws IOException, InterruptedException {
        judge(folder, seeds(100).boxed().toList(), false);
    }

    @Test
    void where_chicorys_interpreter_does_otherwise_wasmtime_does_as_we_do(@TempDir Path folder)
            throws IOException, InterruptedException {
        judge(folder, List.copyOf(JUDGED), true);
    }

    private static void judge(Path folder, List<Long> seeds, boolean plain) throws IOException, InterruptedException {
        if (run(folder.resolve("log"), PYTHON, "-c", "import wasmtime") != 0) {
            System.out.println("skipped, as " + PYTHON + " has no wasmtime");
            Assumptions.abort("there is no wasmtime");
        }
        for (long seed : seeds) {
            RandomModules modules = new RandomModules(seed, plain);
            Files.write(folder.resolve(seed + ".provider.wasm"), modules.provider);
            Files.write(folder.resolve(seed + ".main.wasm"), modules.main);
            Files.writeString(folder.resolve(seed + ".calls"), script(modules).stream()
                    .map(RandomModules.Call::line).collect(Collectors.joining("\n")));
        }
        Path output = folder.resolve("output");
        int status = run(output, PYTHON, JUDGE.toString(), folder.toString());
        assertEquals(0, status, () -> "the script failed: " + read(output));
        var judged = new TreeMap<Long, List<String>>();
        for (String line : Files.readAllLines(output)) {
            int end = line.indexOf(' ');
            judged.computeIfAbsent(Long.valueOf(line.substring(0, end)), _ -> new ArrayList<>())
                    .add(line.substring(end + 1));
        }
        List<String> differences = new ArrayList<>();
        for (long seed : seeds) {
            compare(seed, judged.get(seed), ours(new RandomModules(seed, plain), CUT), differences);
        }
        assertEquals("", String.join("\n", differences));
    }

    private static LongStream seeds(long count) {
        return LongStream.range(FROM, FROM + Long.getLong("wippy.oracle.count", count));
    }

    /** The first difference only: those behind it follow from it. */
    private static void compare(long seed, List<String> expected, List<String> actual, List<String> differences) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "nothing";
            String found = i < actual.size() ? actual.get(i) : "nothing";
            if (!wanted.equals(found)) {
                differences.add("seed " + seed + ", line " + i + ": " + wanted + " expected, not " + found);
                return;
            }
        }
    }

    private static List<String> chicory(RandomModules modules) {
        var host = new Subject.Host();
        return lines(modules, new ChicorySubject(modules, host), host);
    }

    private static List<String> ours(RandomModules modules, CutLimits limits) {
        var host = new Subject.Host();
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, new Refusing())) {
            return lines(modules, new OurSubject(engine, modules, host), host);
        }
    }

    /** All that is called, and the state after each call. */
    private static List<RandomModules.Call> script(RandomModules modules) {
        List<RandomModules.Call> script = new ArrayList<>();
        for (RandomModules.Call call : modules.calls) {
            script.add(REFUEL);
            script.add(call);
            script.addAll(modules.getters);
        }
        modules.memories.forEach(name -> script.add(new RandomModules.Call(name, RandomModules.LOG, List.of())));
        return script;
    }

    private static List<String> lines(RandomModules modules, Subject subject, Subject.Host host) {
        List<String> lines = new ArrayList<>();
        for (RandomModules.Call call : script(modules)) {
            if (call.name().startsWith("memory")) {
                lines.add(call.name() + " " + digest(subject.memory(call.name())));
            } else {
                lines.add(call.name() + " " + subject.call(call) + " " + host.calls);
                host.calls.clear();
            }
        }
        return lines;
    }

    private static String digest(byte[] memory) {
        long sum = 0;
        for (int i = 0; i < memory.length; i++) {
            sum += (i + 1L) * (memory[i] & 0xff);
        }
        return memory.length + " " + sum % (1L << 31);
    }

    private static int run(Path output, String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start()
                    .waitFor();
        } catch (IOException e) {
            System.out.println(e.getMessage());
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

    /** Every random module is one that is generated. */
    static final class Refusing implements Engine {
        @Override
        public CoreModule compile(byte[] binary) {
            throw new AssertionError("a module was left to another engine");
        }

        @Override
        public List<WasmFrame> frames(StackTraceElement[] trace) {
            return List.of();
        }

        @Override
        public CompileStatistics statistics() {
            return new CompileStatistics(0, 0, 0);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
