package dev.wippy.component.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.Component;
import dev.wippy.component.HostImports;
import dev.wippy.component.HostInterface;
import dev.wippy.component.InstanceOptions;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.abi.ValueText;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.Engine;
import dev.wippy.engine.Trap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PyPI's wasmtime as a second opinion on random components, types, values and encodings: the same results, and traps for
 * the same calls. Runs where the Python that the property {@code oracle.python} names, or {@code python3}, has it;
 * {@code oracle.count} and {@code oracle.seed} ask for more, or others.
 */
class OracleTest {
    private static final String PYTHON = System.getProperty("oracle.python", "python3");
    private static final int COUNT = Integer.getInteger("oracle.count", 150);
    private static final int SEED = Integer.getInteger("oracle.seed", 1);

    @TempDir
    Path folder;

    /** Gives back what it is given, a borrowed resource as its representation. */
    private static final class Echo implements HostInterface {
        @Override
        public Optional<ComponentFunction> function(String name, FunctionType type) {
            return Optional.of(arguments -> {
                Object[] results = arguments.clone();
                for (int i = 0; i < results.length; i++) {
                    if (type.parameters().get(i).type() instanceof ValueType.Borrow) {
                        results[i] = ((Resource) arguments[i]).representation();
                    }
                }
                return results;
            });
        }

        @Override
        public Optional<ResourceType> resource(String name) {
            return Optional.of(ScriptValues.RESOURCE);
        }
    }

    @Test
    void random_components_answer_and_trap_as_in_wasmtime() throws IOException, InterruptedException {
        make();
        var calls = (List<?>) Json.parse(Files.readString(folder.resolve("calls.json")));
        List<String> differences = new ArrayList<>();
        Map<String, CompiledComponent> components = new HashMap<>();
        int traps = 0;
        try (Engine engine = Engine.builder().build()) {
            for (Object each : calls) {
                var call = (Map<?, ?>) each;
                String file = (String) call.get("file");
                if (!components.containsKey(file)) {
                    components.put(file, Component.parse(Files.readAllBytes(folder.resolve(file))).compile(engine));
                }
                String found = call(components.get(file), call);
                String expected = expected(components.get(file), call);
                traps += expected.equals("trap") ? 1 : 0;
                boolean same = expected.equals("trap") || found.startsWith("trap")
                        ? expected.equals("trap") && found.startsWith("trap")
                        : call.get("changed").equals(true) || found.equals(expected);
                if (!same) {
                    differences.add(file + " " + call.get("args") + ": wasmtime " + expected + " (" + call.get("trap")
                            + "), found " + found);
                }
            }
        }
        System.out.println(calls.size() + " calls, of which " + traps + " trap, " + differences.size() + " differ");
        assertEquals(List.of(), differences);
        assertTrue(traps > calls.size() / 30 && traps < calls.size() / 2, traps + " of " + calls.size() + " trap");
    }

    private void make() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process;
        try {
            process = new ProcessBuilder(PYTHON, "src/test/oracle/oracle.py", folder.toString(), "" + SEED, "" + COUNT)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            skip("there is no " + PYTHON);
            return;
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the oracle took more than 5 minutes");
        }
        String output = Files.readString(log);
        if (output.contains("No module named 'wasmtime'")) {
            skip(PYTHON + " has no wasmtime (pip install wasmtime)");
        }
        assertEquals(0, process.exitValue(), output);
    }

    private static void skip(String why) {
        System.out.println("skipped: the oracle: " + why);
        Assumptions.abort(why);
    }

    private static String call(CompiledComponent component, Map<?, ?> call) {
        var function = component.component().function("out#f").orElseThrow();
        List<Object> arguments = new ArrayList<>();
        for (Object each : (List<?>) call.get("args")) {
            arguments.add(ScriptValues.lifted(function.type().parameters().get(arguments.size()).type(), each));
        }
        var options = InstanceOptions.defaults()
                .withImports(HostImports.builder().bind("host", new Echo()).build());
        try (var instance = component.instantiate(options)) {
            return ValueText.of(instance.call(function, arguments.toArray()));
        } catch (Trap trap) {
            return "trap: " + trap.getMessage();
        }
    }

    private static String expected(CompiledComponent component, Map<?, ?> call) {
        var type = component.component().function("out#f").orElseThrow().type().result().orElseThrow();
        return call.containsKey("trap") ? "trap" : ValueText.of(ScriptValues.lifted(type, call.get("result")));
    }
}
