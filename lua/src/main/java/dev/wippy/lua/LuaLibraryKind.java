package dev.wippy.lua;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.Fields;
import java.util.Map;
import java.util.Set;

/** {@code library.lua}: a source that others import by a name of theirs; it runs once in each process that does. */
public final class LuaLibraryKind implements EntryKind {
    @Override
    public Set<String> kinds() {
        return Set.of("library.lua");
    }

    @Override
    public Plan plan(Fields fields) {
        LuaUnit unit = LuaUnit.read(fields);
        fields.data("method");
        return entries -> {
            LuaSource source = unit.source().orElseThrow();
            try {
                // So that what is wrong in it is told for this entry, and not for all that import it.
                LuaRuntimes.of(entries.kernel()).compile(Map.of(source.chunkName(), source.text()));
            } catch (ScriptException wrong) {
                throw new EntryException(ErrorKind.INVALID, "source", String.valueOf(wrong.getMessage()), wrong);
            }
            return new LuaLibrary(unit.entry(), source, unit.libraries(entries));
        };
    }
}
