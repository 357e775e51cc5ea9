package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.run.HostThrowable;
import dev.wippy.engine.run.StackProbe;

/** The way out of a guest into host code. */
final class HostCall implements WasmFunctionHandle {

    private final CoreFunction function;
    private int calls;

    HostCall(CoreFunction function) {
        this.function = function;
    }

    @Override
    public long[] apply(Instance instance, long... arguments) {
        // Overflows here, in what is still the guest's fault, or not at all.
        StackProbe.probe(calls++);
        try {
            return function.call(arguments);
        } catch (Throwable thrown) {
            throw HostThrowable.wrap(thrown);
        }
    }
}
