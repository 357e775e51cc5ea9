package dev.wippy.component.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.Component;
import dev.wippy.component.Remembering;
import dev.wippy.component.error.ComponentFormatException;
import dev.wippy.component.ComponentInstance;
import dev.wippy.component.ExportedFunction;
import dev.wippy.component.InstanceOptions;
import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.engine.Engine;
import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.Trap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Runs the component model's own test scripts. As components are instantiated by default, those in the folders other than
 * {@code async}: the commands in {@code REFUSED} need 0.3 and are refused, all others pass. With the experimental tasks,
 * all scripts: the commands in {@code KNOWN_FAILURES} fail. Both lists are exact.
 */
class ScriptTest {
    private static final Path SUITE = Path.of("..", "..", "shared", "suites", "component-model.tar.gz");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, String> failures = new TreeMap<>();

    private boolean tasks;

    @Test
    void the_synchronous_scripts_pass_but_for_the_commands_that_need_0_3() throws IOException {
        run(each -> !each.startsWith("cm/async/"), "REFUSED");
        assertEquals(List.of(), failures.values().stream()
                .filter(each -> !each.contains("which is not supported: it is of WASI 0.3")
                        && !each.contains("there is no instance"))
                .toList());
    }

    @Test
    void all_scripts_pass_with_the_experimental_tasks() throws IOException {
        tasks = true;
        run(_ -> true, "KNOWN_FAILURES");
    }

    private void run(Predicate<String> which, String list) throws IOException {
        if (!Files.exists(SUITE)) {
            System.out.println("skipped: " + SUITE.toAbsolutePath().normalize() + " is missing");
        }
        Assumptions.assumeTrue(Files.exists(SUITE), "the suite is missing");
        files.putAll(TarGz.files(SUITE));
        int scripts = 0;
        try (Engine engine = Engine.builder().build()) {
            for (String each : files.keySet()) {
                if (each.endsWith(".json") && which.test(each)) {
                    scripts++;
                    new Script(engine, each).run();
                }
            }
        }
        System.out.println(scripts + " scripts" + (tasks ? " with tasks" : ""));
        counts.forEach((type, count) -> System.out.println(type + ": " + count[0] + " of " + count[1] + " pass"));
        Set<String> unexpected = new TreeSet<>(failures.keySet());
        Set<String> known = known(list);
        unexpected.removeAll(known);
        unexpected.forEach(each -> System.out.println(each + " fails: " + failures.get(each)));
        assertEquals(String.join("\n", known), String.join("\n", failures.keySet()));
    }

    private static Set<String> known(String list) throws IOException {
        try (var in = ScriptTest.class.getResourceAsStream(list)) {
            Set<String> known = new TreeSet<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    known.add(line.strip());
                }
            }
            return known;
        }
    }

    /** One script. */
    private final class Script {
        private final Engine engine;
        private final String path;
        private final Map<String, CompiledComponent> definitions = new HashMap<>();
        private Optional<CompiledComponent> latest = Optional.empty();
        private Optional<ComponentInstance> current = Optional.empty();

        Script(Engine engine, String path) {
            this.engine = engine;
            this.path = path;
        }

        void run() {
            var script = (Map<?, ?>) Json.parse(new String(files.get(path), StandardCharsets.UTF_8));
            int number = 0;
            for (Object each : (List<?>) script.get("commands")) {
                var command = (Map<?, ?>) each;
                String type = (String) command.get("type");
                if (command.containsKey("parse_error")) {
                    continue;
                }
                int[] count = counts.computeIfAbsent(type, _ -> new int[2]);
                count[1]++;
                String key = "%s:%04d".formatted(path.substring(path.lastIndexOf('/') + 1).replace(".json", ""),
                        Integer.parseInt(command.get("line").toString()));
                try {
                    run(type, command);
                    count[0]++;
                } catch (Exception | AssertionError | StackOverflowError failure) {
                    failures.put(key + "." + number, type + ": " + failure);
                }
                number++;
            }
        }

        private void run(String type, Map<?, ?> command) {
            switch (type) {
                case "component" -> component(command);
                case "assert_return" -> {
                    var action = (Map<?, ?>) command.get("action");
                    ExportedFunction function = function(action);
                    Object result = invoke(function, action);
                    List<?> expected = (List<?>) command.get("expected");
                    Object lifted = expected.isEmpty()
                            ? null
                            : ScriptValues.lifted(function.type().result().orElseThrow(), expected.getFirst());
                    assertEquals(Arrays.deepToString(new Object[]{lifted}), Arrays.deepToString(new Object[]{result}));
                }
                case "assert_trap" -> {
                    var action = (Map<?, ?>) command.get("action");
                    fails(() -> invoke(function(action), action), command, Trap.class);
                }
                case "action" -> {
                    var action = (Map<?, ?>) command.get("action");
                    invoke(function(action), action);
                }
                case "assert_uninstantiable" -> fails(() -> instantiate(compile(command)), command, Trap.class);
                case "assert_invalid" -> fails(() -> compile(command), command, InvalidComponentException.class,
                        InvalidModuleException.class);
                case "assert_malformed" -> fails(() -> compile(command), command, ComponentFormatException.class,
                        InvalidModuleException.class);
                default -> throw new AssertionError("the command is not known: " + type);
            }
        }

        private void fails(Runnable body, Map<?, ?> command, Class<?>... with) {
            try {
                body.run();
            } catch (Exception failure) {
                if (List.of(with).contains(failure.getClass())) {
                    return;
                }
                throw new AssertionError("'" + command.get("text") + "' is due, but it fails with " + failure, failure);
            }
            throw new AssertionError("'" + command.get("text") + "' is due, but it passes");
        }

        private CompiledComponent compile(Map<?, ?> command) {
            byte[] bytes = files.get(path.substring(0, path.lastIndexOf('/') + 1) + command.get("filename"));
            // As it is after it was kept: a hit of the cache has to pass all that a parse does.
            return new Remembering(engine).kept(bytes).compile(engine);
        }

        private void component(Map<?, ?> command) {
            String form = String.valueOf(command.get("form"));
            CompiledComponent component;
            if (form.equals("instance")) {
                component = Optional.ofNullable(definitions.get(String.valueOf(command.get("def"))))
                        .or(() -> latest)
                        .orElseThrow();
            } else {
                component = compile(command);
                latest = Optional.of(component);
                definitions.put(String.valueOf(command.get("name")), component);
            }
            if (!form.equals("definition")) {
                current = Optional.empty();
                current = Optional.of(instantiate(component));
            }
        }

        private ComponentInstance instantiate(CompiledComponent component) {
            InstanceOptions options = InstanceOptions.defaults();
            return component.instantiate(tasks ? options.withExperimentalTasks() : options);
        }

        private ExportedFunction function(Map<?, ?> action) {
            String name = (String) action.get("field");
            return current.orElseThrow(() -> new AssertionError("there is no instance"))
                    .component()
                    .function(name)
                    .orElseThrow(() -> new AssertionError("no function " + name));
        }

        private Object invoke(ExportedFunction function, Map<?, ?> action) {
            List<Object> arguments = new ArrayList<>();
            for (Object each : (List<?>) action.get("args")) {
                arguments.add(ScriptValues.lifted(function.type().parameters().get(arguments.size()).type(), each));
            }
            return current.orElseThrow().call(function, arguments.toArray());
        }
    }
}
