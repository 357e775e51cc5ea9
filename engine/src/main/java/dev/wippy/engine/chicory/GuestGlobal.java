package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.run.Untranslatable;

/** A global of references that mean something to instances of Chicory's only, which the instances that import it share. */
final class GuestGlobal extends GlobalInstance implements Untranslatable {

    GuestGlobal(long low, long high, ValType type, MutabilityType mutability) {
        super(low, high, type, mutability);
    }

    @Override
    public CoreExternType type() {
        return Types.type(getType(), getMutabilityType());
    }
}
