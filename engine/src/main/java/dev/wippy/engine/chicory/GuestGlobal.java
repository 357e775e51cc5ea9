package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;

/** A global, which the instances that import it share. */
final class GuestGlobal extends GlobalInstance implements CoreExtern {

    GuestGlobal(long low, long high, ValType type, MutabilityType mutability) {
        super(low, high, type, mutability);
    }

    @Override
    public CoreExternType type() {
        return Types.type(getType(), getMutabilityType());
    }
}
