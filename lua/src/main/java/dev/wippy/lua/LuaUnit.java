package dev.wippy.lua;

import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source as an entry declares it.
 *
 * @param entry the id of the entry
 * @param source empty if it can't be read, which is a problem of the entry
 * @param imports the ids of libraries, by the names that the source requires them under
 */
record LuaUnit(String entry, Optional<LuaSource> source, Map<String, String> imports) {

    /** What {@code require} finds without any import. */
    static final List<String> MODULES = List.of(
            "channel", "coroutine", "env", "errors", "funcs", "io", "json", "logger", "math", "os", "process", "string",
            "table", "time", "utf8");

    static LuaUnit read(Fields fields) {
        Optional<LuaSource> source = LuaSource.read(fields);
        List<String> modules = fields.strings("modules");
        for (int i = 0; i < modules.size(); i++) {
            if (!MODULES.contains(modules.get(i))) {
                fields.problem("modules[" + i + "]", "there is no module \"" + modules.get(i) + "\" (there are "
                        + String.join(", ", MODULES) + ")");
            }
        }
        Map<String, String> imports = new LinkedHashMap<>();
        Optional<Fields> aliases = fields.map("imports");
        if (aliases.isPresent() && fields.node("imports").orElseThrow() instanceof Node.Mapping mapping) {
            for (Node.Pair pair : mapping.pairs()) {
                aliases.get()
                        .reference(pair.key(), "library.lua")
                        .ifPresent(id -> imports.put(pair.key(), id));
            }
        }
        return new LuaUnit(fields.entry(), source, imports);
    }

    /** The libraries that it imports, by its names for them. */
    Map<String, LuaLibrary> libraries(Entries entries) {
        Map<String, LuaLibrary> libraries = new LinkedHashMap<>();
        imports.forEach((alias, id) -> libraries.put(alias, entries.get(id, LuaLibrary.class)));
        return libraries;
    }
}
