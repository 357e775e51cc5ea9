package dev.wippy.lua;

import dev.wippy.engine.InitialImage;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.EntryLimits;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.ProcessKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code process.lua} and {@code function.lua}: scripts that run as processes (SPEC section 7). */
public final class LuaProcessKind implements ProcessKind {

    @Override
    public Set<String> kinds() {
        return Set.of("process.lua", "function.lua");
    }

    @Override
    public Plan plan(Fields fields) {
        LuaUnit unit = LuaUnit.read(fields);
        Optional<String> method = fields.string("method");
        Limits limits = LuaLimits.read(fields);
        if (fields.kind().equals("function.lua")) {
            // A call has an instance of its own, whatever the pool.
            fields.data("pool");
        }
        return entries -> template(entries, unit, method, limits);
    }

    private static Template template(Entries entries, LuaUnit unit, Optional<String> method, Limits limits) {
        EntryLimits.checkStack(limits);
        LuaRuntime runtime = LuaRuntimes.of(entries.kernel());
        var chunks = new Chunks();
        String source = chunks.add(unit.entry(), unit.source().orElseThrow(), unit.libraries(entries));
        InitialImage image;
        try {
            image = runtime.compile(chunks.texts);
        } catch (ScriptException wrong) {
            throw new EntryException(ErrorKind.INVALID, "source", String.valueOf(wrong.getMessage()), wrong);
        }
        var program = new LuaProgram(unit.entry(), image, source, method, chunks.imports, entries);
        return entries.kernel().template(
                unit.entry(), Optional.empty(), limits, process -> new LuaBody(runtime, program, process));
    }

    /** A source, and all libraries that it needs. */
    private static final class Chunks {
        private final Map<String, byte[]> texts = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> imports = new LinkedHashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();

        String add(String entry, LuaSource source, Map<String, LuaLibrary> libraries) {
            String known = names.get(entry);
            if (known != null) {
                return known;
            }
            // Several sources may stand in one file of YAML.
            String name = texts.containsKey(source.chunkName())
                    ? source.chunkName() + " (" + entry + ")"
                    : source.chunkName();
            names.put(entry, name);
            texts.put(name, source.text());
            Map<String, String> aliases = new LinkedHashMap<>();
            libraries.forEach((alias, library) -> aliases.put(
                    alias, add(library.entry(), library.source(), library.imports())));
            imports.put(name, aliases);
            return name;
        }
    }
}
