package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import dev.wippy.engine.run.LinkedFunction;
import dev.wippy.engine.run.WasmException;
import dev.wippy.engine.run.WasmFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stands in tables for a function that is not of an instance of Chicory's: there, a function is an instance and an
 * index, and this runs the one function of an instance without a module.
 */
final class LinkedMachine implements Machine {

    /** The index of the function. */
    static final int INDEX = 0;

    private static final WasmModule NO_MODULE = WasmModule.builder().withValidation(false).build();

    private final WasmFunction function;
    /** The last caller whose type was compared, and found to be the function's. */
    private @Nullable ChicoryModule caller;
    private int callersType;

    private LinkedMachine(WasmFunction function) {
        this.function = function;
    }

    /** The instance that stands for a function, always the same one. */
    static Instance instance(WasmFunction function) {
        if (function.peer instanceof Instance known) {
            return known;
        }
        Instance made = Instance.builder(NO_MODULE).withMachineFactory(_ -> new LinkedMachine(function)).build();
        function.peer = made;
        return made;
    }

    WasmFunction function() {
        return function;
    }

    /** Whether the function is of a type of the caller's. */
    boolean hasType(ChicoryModule of, int type) {
        if (caller == of && callersType == type) {
            return true;
        }
        if (!function.signature().equals(of.plain().signature(type))) {
            return false;
        }
        callersType = type;
        caller = of;
        return true;
    }

    @Override
    public long[] call(int index, long[] arguments) {
        return call(function, arguments, null);
    }

    /**
     * Calls a function of our own engine's, or of the host's, from frames of Chicory's.
     *
     * @param from the instance that calls; null if it is not known
     */
    static long[] call(LinkedFunction function, long[] arguments, @Nullable Instance from) {
        try {
            return function.callFromGuest(arguments);
        } catch (WasmException thrown) {
            throw LinkedException.of(thrown, from);
        }
    }
}
