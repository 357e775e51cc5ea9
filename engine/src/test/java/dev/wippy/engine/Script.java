package dev.wippy.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one script of the core specification's suite. */
final class Script {

    private static final String SPECTEST = """
            (module
              (global (export "global_i32") i32 (i32.const 666)) (global (export "global_i64") i64 (i64.const 666))
              (global (export "global_f32") f32 (f32.const 666.6)) (global (export "global_f64") f64 (f64.const 666.6))
              (table (export "table") 10 20 funcref) (memory (export "memory") 1 2)
              (func (export "print")) (func (export "print_i32") (param i32)) (func (export "print_i64") (param i64))
              (func (export "print_f32") (param f32)) (func (export "print_f64") (param f64))
              (func (export "print_i32_f32") (param i32 f32)) (func (export "print_f64_f64") (param f64 f64)))
            """;

    private final Engine engine;
    private final boolean countsFuel;
    private final Supplier<Budget> budgets;
    private final String name;
    private final Map<String, byte[]> files;
    private final Map<String, CoreModule> definitions = new HashMap<>();
    private final Map<String, CoreInstance> named = new HashMap<>();
    private final Map<String, CoreInstance> registered = new HashMap<>();
    private @Nullable CoreModule definition;
    private @Nullable CoreInstance current;
    private final List<String> failures = new ArrayList<>();
    private int passed;

    /** A script; with code that counts fuel, where the engine has such. */
    Script(Engine engine, String name, Map<String, byte[]> files, boolean countsFuel) {
        this(engine, name, files, countsFuel, () -> Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED));
    }

    /** A script whose instances are paid for by budgets of their own. */
    Script(Engine engine, String name, Map<String, byte[]> files, boolean countsFuel, Supplier<Budget> budgets) {
        this.budgets = budgets;
        this.countsFuel = countsFuel;
        this.engine = engine;
        this.name = name;
        this.files = files;
        registered.put("spectest", Guests.instance(engine, SPECTEST));
    }

    int passed() {
        return passed;
    }

    /** Runs all commands; returns the lines of those that fail, with what went wrong. */
    List<String> run() {
        Map<String, Object> script = Json.object(
                new String(files.get(name + "/" + name + ".json"), StandardCharsets.UTF_8));
        for (Map<String, Object> command : objects(script, "commands")) {
            String failure;
            try {
                failure = run(command);
            } catch (RuntimeException | Error e) {
                failure = e.toString();
            }
            if (failure == null) {
                passed++;
            } else {
                failures.add(name + ":" + command.get("line") + " " + command.get("type") + ": "
                        + failure.lines().findFirst().orElse(""));
            }
        }
        return failures;
    }

    private @Nullable String run(Map<String, Object> command) {
        switch ((String) command.get("type")) {
            case "module" -> {
                current = null;
                current = instantiate(compile(command));
                keep(named, command.get("name"), current);
            }
            case "module_definition" -> {
                definition = compile(command);
                keep(definitions, command.get("name"), definition);
            }
            case "module_instance" -> {
                current = instantiate(command.containsKey("module")
                        ? definitions.get(command.get("module"))
                        : definition);
                keep(named, command.get("instance"), current);
            }
            case "register" -> keep(registered, command.get("as"), instance(command.get("name")));
            case "action" -> act(command);
            case "assert_return" -> {
                return differs(objects(command, "expected"), act(command));
            }
            case "assert_trap", "assert_exhaustion" -> {
                return trap((String) command.get("text"), () -> act(command));
            }
            case "assert_exception" -> {
                return trap("uncaught exception", () -> act(command));
            }
            case "assert_invalid", "assert_malformed" -> {
                if ("text".equals(command.get("module_type"))) {
                    return null;
                }
                return refused(command);
            }
            case "assert_unlinkable" -> {
                try {
                    instantiate(compile(command));
                    return "it was linked";
                } catch (LinkException _) {
                    return null;
                }
            }
            case "assert_uninstantiable" -> {
                return trap((String) command.get("text"), () -> {
                    instantiate(compile(command));
                    return new long[0];
                });
            }
            default -> {
                return "the command is not known";
            }
        }
        return null;
    }

    private @Nullable String refused(Map<String, Object> command) {
        try {
            compile(command);
            return "it was compiled";
        } catch (InvalidModuleException | UnsupportedModuleException _) {
            return null;
        }
    }

    private static @Nullable String trap(String text, Supplier<long[]> action) {
        try {
            action.get();
            return "no trap, but " + text + " was expected";
        } catch (Trap trap) {
            String message = String.valueOf(trap.getMessage());
            return message.startsWith(text) || text.startsWith(message) ? null : text + " expected, not " + message;
        }
    }

    private CoreModule compile(Map<String, Object> command) {
        byte[] assembled = files.get(name + "/" + command.get("binary_filename"));
        byte[] bytes = assembled == null ? files.get(name + "/" + command.get("filename")) : assembled;
        boolean text = assembled == null && "text".equals(command.get("module_type"));
        return engine.compile(text ? Wat.binary(new String(bytes, StandardCharsets.UTF_8)) : bytes);
    }

    private CoreInstance instantiate(@Nullable CoreModule module) {
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreModule.CoreImport wanted : module.imports()) {
            imports.add(Optional.ofNullable(registered.get(wanted.module()))
                    .flatMap(instance -> instance.export(wanted.name()))
                    .orElseThrow(() -> new LinkException("unknown import")));
        }
        Budget budget = budgets.get();
        if (countsFuel) {
            try {
                return module.instantiate(imports, budget, new Endless());
            } catch (UnsupportedModuleException _) {
                // One of Chicory's.
            }
        }
        return module.instantiate(imports, budget);
    }

    private static final class Endless extends Fuel {
        Endless() {
            super(Long.MAX_VALUE);
        }

        @Override
        protected Unwind exhausted() {
            throw new IllegalStateException("a script has spent " + spent());
        }
    }

    private long[] act(Map<String, Object> command) {
        Map<String, Object> action = object(command.get("action"));
        CoreExtern item = instance(action.get("module")).export((String) action.get("field")).orElseThrow();
        if ("get".equals(action.get("type"))) {
            return get(item);
        }
        return ((CoreFunction) item).call(
                objects(action, "args").stream().mapToLong(argument -> bits(argument)).toArray());
    }

    private long[] get(CoreExtern global) {
        CoreExternType.Global type = (CoreExternType.Global) global.type();
        String value = type.value().name().toLowerCase(java.util.Locale.ROOT);
        CoreInstance reader = Guests.instance(engine, "(module (import \"m\" \"g\" (global "
                + (type.mutable() ? "(mut " + value + ")" : value) + ")) (func (export \"get\") (result " + value
                + ") (global.get 0)))", List.of(global));
        return Guests.function(reader, "get").call();
    }

    private CoreInstance instance(@Nullable Object name) {
        CoreInstance instance = name == null ? current : named.get(name);
        if (instance == null) {
            throw new IllegalStateException("there is no instance");
        }
        return instance;
    }

    private static <T> void keep(Map<String, T> in, @Nullable Object name, T item) {
        if (name != null) {
            in.put((String) name, item);
        }
    }

    private static @Nullable String differs(List<Map<String, Object>> expected, long[] results) {
        if (expected.size() != results.length) {
            return expected.size() + " results expected, not " + results.length;
        }
        for (int i = 0; i < results.length; i++) {
            Map<String, Object> one = expected.get(i);
            List<Map<String, Object>> any = "either".equals(one.get("type")) ? objects(one, "values") : List.of(one);
            long result = results[i];
            if (any.stream().noneMatch(value -> is(value, result))) {
                return one + " expected, not " + result;
            }
        }
        return null;
    }

    private static boolean is(Map<String, Object> expected, long result) {
        Object value = expected.get("value");
        boolean wide = "f64".equals(expected.get("type"));
        if ("nan:canonical".equals(value)) {
            return wide
                    ? (result & Long.MAX_VALUE) == 0x7FF8_0000_0000_0000L
                    : (result & 0x7FFF_FFFF) == 0x7FC0_0000;
        } else if ("nan:arithmetic".equals(value)) {
            return wide
                    ? (result & 0x7FF8_0000_0000_0000L) == 0x7FF8_0000_0000_0000L
                    : (result & 0x7FC0_0000) == 0x7FC0_0000;
        }
        return switch ((String) expected.get("type")) {
            case "i32", "f32" -> (int) bits(expected) == (int) result;
            case "i64", "f64" -> bits(expected) == result;
            case "refnull", "nullref", "nullfuncref", "nullexternref", "nullexnref" -> (int) result == -1;
            // The engine's interface does not say how references look, but for null.
            default -> value == null ? (int) result != -1 : bits(expected) == (int) result;
        };
    }

    private static long bits(Map<String, Object> value) {
        String text = String.valueOf(value.get("value"));
        return "null".equals(text) ? -1 : text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> of, String key) {
        return (List<Map<String, Object>>) of.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
