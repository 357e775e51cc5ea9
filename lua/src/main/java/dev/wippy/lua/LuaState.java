package dev.wippy.lua;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.InitialImage;
import dev.wippy.engine.Unwind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An instance of the Lua module with its one state. Used by one thread at a time. */
final class LuaState {
    private static final long[] NOTHING = {};

    /**
     * Where the stack ends and data begins, as {@code rebuild.sh} says: what functions left below is no state. The stack's
     * pointer is not in the memory; it is where it began whenever no function runs.
     */
    private static final int STACK = 98_304;

    /** What most scripts use of the stack: there from the beginning, no more of the memory is touched for it. */
    private static final int STACK_USED = 16 << 10;

    private final CoreInstance instance;
    private final Optional<Fuel> fuel;
    private final CoreMemory memory;
    private final CoreFunction protectedCall;

    /** Takes Lua out of what it does to the innermost protected call; what went wrong is in the state. */
    private static final class Thrown extends Unwind {
        private static final long serialVersionUID = 1L;
        private static final Thrown INSTANCE = new Thrown();

        private Thrown() {
            super("an error of a script, outside of a protected call");
        }
    }

    /**
     * @param fuel what it spends, where that is counted
     * @param calls what scripts call
     */
    LuaState(CoreModule module, Budget budget, Optional<Fuel> fuel, HostCalls calls) {
        this.fuel = fuel;
        var imports = new LuaImports(this, calls);
        List<CoreExtern> linked =
                module.imports().stream().<CoreExtern>map(imports::function).toList();
        instance = fuel.isPresent()
                ? module.instantiate(linked, budget, fuel.get())
                : module.instantiate(linked, budget);
        memory = (CoreMemory) instance.export("memory").orElseThrow();
        protectedCall = function("protected");
    }

    private CoreFunction function(String name) {
        return (CoreFunction) instance.export(name).orElseThrow();
    }

    CoreMemory memory() {
        return memory;
    }

    // What the module imports for its own errors

    long[] protectedCall(long[] functionStateData) {
        int depth = fuel.isPresent() ? fuel.get().depth() : 0;
        try {
            protectedCall.call(functionStateData);
        } catch (Thrown _) {
            // The state knows what went wrong: Lua notes it before it throws.
            fuel.ifPresent(counted -> counted.leave(depth));
        }
        return NOTHING;
    }

    /** A value crosses: a unit for each started 64 bytes (SPEC section 4). */
    void spend(int bytes) {
        if (fuel.isPresent()) {
            fuel.get().spend((bytes + 63) / 64);
        }
    }

    static long[] raise(long[] nothing) {
        throw Thrown.INSTANCE;
    }

    // What it exports

    /** Makes an empty state with the standard library; called once, unless an image is put in. */
    void create() {
        function("_initialize").call();
        check((int) function("create").call()[0]);
    }

    /**
     * Compiles a chunk, and keeps it under its name.
     *
     * @throws ScriptException if it is no chunk, with Lua's message, which begins with the place
     */
    void load(String name, byte[] text) {
        int nameAt = put((name + "\0").getBytes(StandardCharsets.UTF_8));
        int textAt = put(text);
        check((int) function("load").call(nameAt, textAt, text.length)[0]);
        release(nameAt);
        release(textAt);
    }

    /**
     * Runs a chunk that was loaded.
     *
     * @throws ScriptException if it raises an error
     */
    void run(String name) {
        int nameAt = put((name + "\0").getBytes(StandardCharsets.UTF_8));
        check((int) function("run").call(nameAt)[0]);
        release(nameAt);
    }

    /** Bytes that the state may have from now on; past them, Lua raises its own error. */
    void limit(long bytes) {
        function("limit").call(Math.clamp(bytes, 0, Integer.MAX_VALUE));
    }

    private int put(byte[] bytes) {
        int at = (int) function("room").call(Math.max(1, bytes.length))[0];
        if (at == 0) {
            throw new ScriptException("not enough memory");
        }
        memory.write(Integer.toUnsignedLong(at), bytes, 0, bytes.length);
        return at;
    }

    private void release(int at) {
        function("release").call(at);
    }

    private void check(int sizeOfMessage) {
        if (sizeOfMessage != 0) {
            long at = Integer.toUnsignedLong((int) function("message").call()[0]);
            throw new ScriptException(LuaValues.decoded(read(at, sizeOfMessage)));
        }
    }

    byte[] read(long address, int size) {
        byte[] bytes = new byte[size];
        memory.read(address, bytes, 0, size);
        return bytes;
    }

    // Its memory as a whole

    /** Its memory now: that of a state that is not running. */
    InitialImage image() {
        function("collect").call();
        memory.write(STACK - STACK_USED, new byte[STACK_USED], 0, STACK_USED);
        return InitialImage.of(memory, STACK - STACK_USED);
    }

    /** Becomes the state that an image was taken of. */
    void restore(InitialImage image) {
        long missing = image.size() - memory.size();
        if (missing > 0 && (int) function("grow").call(missing >> 16)[0] < 0) {
            throw new ScriptException("not enough memory");
        }
        memory.become(image);
    }
}
