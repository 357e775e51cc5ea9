package dev.wippy.lua;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.InitialImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lua on an engine: the compiled module, and the state that all scripts begin with. Safe for use by many threads. */
final class LuaRuntime {
    /** Chunks of ours begin so; errors are blamed on the line of the script that called them. */
    private static final String OWN = "=[wippy";

    private static final String BOOT = OWN + ".boot]";
    private static final String START = OWN + ".start]";
    private static final List<String> CHUNKS =
            List.of("boot", "start", "errors", "tasks", "channel", "time", "process", "funcs", "modules", "main");

    private final CoreModule module;
    private final InitialImage base;

    LuaRuntime(Engine engine) {
        module = engine.compile(resource("lua.wasm"));
        LuaState state = unbounded();
        state.create();
        for (String each : CHUNKS) {
            state.load(OWN + "." + each + "]", resource(each + ".lua"));
        }
        state.run(BOOT);
        base = state.image();
    }

    private LuaState unbounded() {
        return new LuaState(
                module, Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED), Optional.empty(), HostCalls.NONE);
    }

    private static byte[] resource(String name) {
        try (InputStream in = LuaRuntime.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A state in which chunks are compiled and do not run yet. A chunk that is no Lua as it stands is tried without its
     * types.
     *
     * @param chunks by their names, which begin with {@code @}
     * @throws ScriptException if one is not valid, with a message that begins with the place
     */
    InitialImage compile(Map<String, byte[]> chunks) {
        LuaState state = unbounded();
        state.restore(base);
        chunks.forEach((name, text) -> load(state, name, text));
        return state.image();
    }

    private static void load(LuaState state, String name, byte[] text) {
        try {
            state.load(name, text);
        } catch (ScriptException wrong) {
            String source = new String(text, StandardCharsets.UTF_8);
            String stripped = LuaTypes.strip(source);
            if (stripped.equals(source)) {
                throw wrong;
            }
            state.load(name, stripped.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A state of a process. */
    LuaState start(InitialImage image, Budget budget, Optional<Fuel> fuel, HostCalls calls) {
        var state = new LuaState(module, budget, fuel, calls);
        state.restore(image);
        return state;
    }

    /** Runs the script that a process of this image has. */
    static void run(LuaState state) {
        state.run(START);
    }
}
