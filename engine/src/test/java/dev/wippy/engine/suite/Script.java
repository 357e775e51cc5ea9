package dev.wippy.engine.suite;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Engine;
import dev.wippy.engine.EngineException;
import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.LinkException;
import dev.wippy.engine.Trap;
import dev.wippy.engine.run.Global;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the commands of one script with an engine; what an {@code assert_…} finds otherwise is a failure. */
final class Script {
    private static final long NULL = -1;

    private final Engine engine;
    private final Archive archive;
    private final String name;
    private final Map<String, CoreInstance> registered = new HashMap<>();
    private final Map<String, CoreInstance> instances = new HashMap<>();
    private final Map<String, CoreModule> definitions = new HashMap<>();
    private CoreInstance current;
    private CoreModule definition;
    /** By line: what went wrong. */
    final Map<String, String> failures = new TreeMap<>();
    int passed;
    /** Commands on modules in the text format. */
    int skipped;
    private boolean skipping;

    Script(Engine engine, Archive archive, String name, CoreInstance spectest) {
        this.engine = engine;
        this.archive = archive;
        this.name = name;
        registered.put("spectest", spectest);
    }

    void run() {
        for (Map<String, Object> command : archive.commands(name)) {
            if (command.get("type").equals("module")) {
                skipping = isText(command);
            }
            if (skipping || isText(command)) {
                skipped++;
                continue;
            }
            String place = name + ":" + command.get("line");
            try {
                String failure = run(command);
                if (failure == null) {
                    passed++;
                } else {
                    failures.put(place, command.get("type") + ": " + failure);
                }
            } catch (Throwable e) {
                failures.put(place, command.get("type") + ": " + e);
            }
        }
    }

    private String run(Map<String, Object> command) {
        switch ((String) command.get("type")) {
            case "module" -> {
                current = null;
                current = instantiate(module(command));
                if (command.get("name") instanceof String id) {
                    instances.put(id, current);
                }
            }
            case "module_definition" -> {
                definition = module(command);
                if (command.get("name") instanceof String id) {
                    definitions.put(id, definition);
                }
            }
            case "module_instance" -> {
                CoreModule of = command.get("module") instanceof String id ? definitions.get(id) : definition;
                current = instantiate(of);
                if (command.get("instance") instanceof String id) {
                    instances.put(id, current);
                }
            }
            case "register" -> registered.put((String) command.get("as"), instance(command.get("name")));
            case "action" -> act(command);
            case "assert_return" -> {
                return compare(act(command), list(command.get("expected")));
            }
            case "assert_trap", "assert_exhaustion" -> {
                return fails(command, Trap.class, () -> act(command));
            }
            case "assert_exception" -> {
                return fails(Map.of("text", "uncaught exception"), Trap.class, () -> act(command));
            }
            case "assert_uninstantiable" -> {
                return fails(command, Trap.class, () -> instantiate(module(command)));
            }
            case "assert_unlinkable" -> {
                return fails(Map.of("text", ""), LinkException.class, () -> instantiate(module(command)));
            }
            case "assert_invalid", "assert_malformed" -> {
                // Of modules left to another engine the other words count too.
                return fails(Map.of("text", ""), InvalidModuleException.class, () -> module(command));
            }
            default -> {
                return "unknown command";
            }
        }
        return null;
    }

    /** Modules in the text format are not what is tested. */
    private static boolean isText(Map<String, Object> command) {
        return "text".equals(command.get("module_type"));
    }

    private CoreModule module(Map<String, Object> command) {
        Object file = command.getOrDefault("binary_filename", command.get("filename"));
        return engine.compile(archive.file(name, (String) file).clone());
    }

    private CoreInstance instantiate(CoreModule module) {
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreModule.CoreImport wanted : module.imports()) {
            CoreInstance from = registered.get(wanted.module());
            if (from == null || from.export(wanted.name()).isEmpty()) {
                throw new LinkException("unknown import " + wanted.module() + " " + wanted.name());
            }
            imports.add(from.export(wanted.name()).get());
        }
        return module.instantiate(imports, Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED));
    }

    private CoreInstance instance(Object id) {
        CoreInstance found = id instanceof String known ? instances.get(known) : current;
        if (found == null) {
            throw new IllegalStateException("its module was not instantiated");
        }
        return found;
    }

    private String fails(Map<String, Object> command, Class<? extends EngineException> expected, Runnable body) {
        try {
            body.run();
        } catch (EngineException e) {
            String text = (String) command.get("text");
            return expected.isInstance(e) && e.getMessage().startsWith(text)
                    ? null
                    : "expected \"" + text + "\", found " + e;
        }
        return "expected " + expected.getSimpleName() + ": " + command.get("text");
    }

    /** The values and their types that an action results in. */
    private record Results(long[] values, List<CoreType> types) {}

    @SuppressWarnings("unchecked")
    private Results act(Map<String, Object> command) {
        Map<String, Object> action = (Map<String, Object>) command.get("action");
        String field = (String) action.get("field");
        CoreExtern item = instance(action.get("module")).export(field)
                .orElseThrow(() -> new IllegalArgumentException("no export " + field));
        if ("get".equals(action.get("type"))) {
            CoreType type = ((CoreExternType.Global) item.type()).value();
            Object value = ((Global) item).boxed();
            return new Results(new long[] {value instanceof Long bits ? bits : NULL}, List.of(type));
        }
        List<Map<String, Object>> arguments = list(action.get("args"));
        long[] values = new long[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments.get(i));
        }
        CoreFunction function = (CoreFunction) item;
        return new Results(function.call(values), function.type().results());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    private static long value(Map<String, Object> value) {
        Object text = value.get("value");
        if (text == null || text.equals("null")) {
            return NULL;
        }
        return switch ((String) value.get("type")) {
            case "i32", "f32" -> (int) Long.parseLong((String) text);
            case "i64", "f64" -> bits((String) text);
            default -> Long.parseLong((String) text);
        };
    }

    /** The suite writes bits with a sign or without. */
    private static long bits(String text) {
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    private static String compare(Results found, List<Map<String, Object>> expected) {
        if (found.values.length != expected.size()) {
            return "expected " + expected + ", found " + found.values.length + " values";
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!matches(found.values[i], expected.get(i))) {
                return "expected " + expected + ", found as number " + i + " 0x" + Long.toHexString(found.values[i]);
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static boolean matches(long found, Map<String, Object> expected) {
        if (expected.get("type").equals("either")) {
            return ((List<Map<String, Object>>) expected.get("values")).stream().anyMatch(v -> matches(found, v));
        }
        String text = (String) expected.get("value");
        return switch ((String) expected.get("type")) {
            case "i32" -> (int) found == (int) Long.parseLong(text);
            case "i64" -> found == bits(text);
            case "f32" -> matchesFloat((int) found, text);
            case "f64" -> matchesDouble(found, text);
            case "refnull", "nullfuncref", "nullexternref", "nullexnref", "nullref" -> found == NULL;
            default -> text == null
                    ? found != NULL
                    : text.equals("null") ? found == NULL : found == Long.parseLong(text);
        };
    }

    private static boolean matchesFloat(int found, String text) {
        return switch (text) {
            case "nan:canonical" -> (found & 0x7fff_ffff) == 0x7fc0_0000;
            case "nan:arithmetic" -> (found & 0x7fc0_0000) == 0x7fc0_0000;
            default -> found == (int) Long.parseLong(text);
        };
    }

    private static boolean matchesDouble(long found, String text) {
        return switch (text) {
            case "nan:canonical" -> (found & Long.MAX_VALUE) == 0x7ff8_0000_0000_0000L;
            case "nan:arithmetic" -> (found & 0x7ff8_0000_0000_0000L) == 0x7ff8_0000_0000_0000L;
            default -> found == bits(text);
        };
    }
}
