package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.Value;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.run.WasmFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of an instance: run by Chicory's machine, and as the objects that tables of both engines hold. */
final class InstanceMachine implements Machine {

    /** References to exceptions are their tag's indices; from here down they are of none. */
    static final int NO_TAG = -2;
    private static final int LAST_EXCEPTION = -1 << 16;

    private final ChicoryModule module;
    private final Instance instance;
    private final Machine machine;
    private final List<CoreFunction> imported;
    private final @Nullable GuestFunction[] functions;
    /** Of imported functions that are the host's, their objects. */
    private final @Nullable WasmFunction[] hosts;
    private int exceptions = NO_TAG;
    private @Nullable Exceptions references;

    InstanceMachine(ChicoryModule module, Instance instance, List<CoreFunction> imported) {
        this.module = module;
        this.instance = instance;
        this.machine = module.machines().apply(instance);
        this.imported = imported;
        this.functions = new @Nullable GuestFunction[instance.functionCount()];
        this.hosts = new @Nullable WasmFunction[imported.size()];
    }

    @Override
    public long[] call(int function, long[] arguments) {
        return machine.call(function, arguments);
    }

    ChicoryModule module() {
        return module;
    }

    Instance instance() {
        return instance;
    }

    /** A function by its index. */
    CoreFunction function(int index) {
        if (index < imported.size()) {
            return imported.get(index);
        }
        GuestFunction known = functions[index];
        if (known == null) {
            known = new GuestFunction(this, index, instance.functionType(index));
            functions[index] = known;
        }
        return known;
    }

    /** The object of a reference to a function; null of a null reference. */
    @Nullable
    WasmFunction object(int reference) {
        if (reference == Value.REF_NULL_VALUE) {
            return null;
        }
        return switch (function(reference)) {
            case WasmFunction ours -> ours;
            case GuestFunction guest -> guest.object();
            case CoreFunction host -> {
                WasmFunction known = hosts[reference];
                if (known == null) {
                    known = newObject(instance.functionType(reference), host);
                    hosts[reference] = known;
                }
                yield known;
            }
        };
    }

    /** A new object for a function of one of the module's types. */
    WasmFunction newObject(int type, CoreFunction target) {
        return WasmFunction.link(module.newFunction(type), target, module.plain().signature(type));
    }

    /** What the instance's references to exceptions stand for. */
    Exceptions references() {
        if (references == null) {
            references = new Exceptions();
        }
        return references;
    }

    /** A number for an exception of a tag that the instance does not have. */
    int nextException() {
        exceptions = exceptions == LAST_EXCEPTION ? NO_TAG - 1 : exceptions - 1;
        return exceptions;
    }

    /** The type of a function by the function's index. */
    CoreExternType.Function type(int index) {
        return (CoreExternType.Function) module.types()
                .type(ExternalType.FUNCTION, index);
    }
}
