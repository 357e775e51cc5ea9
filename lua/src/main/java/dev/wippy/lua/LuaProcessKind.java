package dev.wippy.lua;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.ProcessKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code process.lua}: a script that runs as processes (SPEC section 7). */
public final class LuaProcessKind implements ProcessKind {
    private @Nullable Kernel kernel;
    private @Nullable LuaRuntime runtime;

    @Override
    public Set<String> kinds() {
        return Set.of("process.lua");
    }

    @Override
    public Plan plan(Fields fields) {
        Optional<LuaSource> source = LuaSource.read(fields);
        Optional<String> method = fields.string("method");
        fields.strings("modules");
        String entry = fields.entry();
        return entries -> template(entries, entry, source.orElseThrow(), method);
    }

    private Template template(Entries entries, String entry, LuaSource source, Optional<String> method) {
        LuaRuntime running = runtime(entries.kernel());
        MemoryImage image;
        try {
            image = running.compile(Map.of(source.chunkName(), source.text()));
        } catch (ScriptException wrong) {
            throw new EntryException(ErrorKind.INVALID, "source", String.valueOf(wrong.getMessage()), wrong);
        }
        var program = new LuaProgram(entry, image, source.chunkName(), method, Map.of());
        return entries.kernel().template(
                entry, Optional.empty(), Limits.defaults(), process -> new LuaBody(running, program, process));
    }

    private synchronized LuaRuntime runtime(Kernel of) {
        LuaRuntime known = runtime;
        if (known == null || kernel != of) {
            known = new LuaRuntime(of.engine());
            runtime = known;
            kernel = of;
        }
        return known;
    }
}
