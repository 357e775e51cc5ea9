package dev.wippy.engine.chicory;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreType;
import java.util.List;
import java.util.OptionalLong;

/** Chicory's types as ours. */
final class Types {

    private Types() {}

    static CoreType type(ValType type) {
        if (type.equals(ValType.I32)) {
            return CoreType.I32;
        } else if (type.equals(ValType.I64)) {
            return CoreType.I64;
        } else if (type.equals(ValType.F32)) {
            return CoreType.F32;
        } else if (type.equals(ValType.F64)) {
            return CoreType.F64;
        } else if (type.equals(ValType.V128)) {
            return CoreType.V128;
        } else if (type.equals(ValType.FuncRef)) {
            return CoreType.FUNCREF;
        } else if (type.equals(ValType.ExternRef)) {
            return CoreType.EXTERNREF;
        } else if (type.equals(ValType.ExnRef)) {
            return CoreType.EXNREF;
        }
        return CoreType.REF;
    }

    static CoreExternType.Function type(FunctionType type) {
        return new CoreExternType.Function(types(type.params()), types(type.returns()));
    }

    static CoreExternType.Global type(ValType type, MutabilityType mutability) {
        return new CoreExternType.Global(type(type), mutability == MutabilityType.Var);
    }

    static CoreExternType.Memory type(MemoryLimits limits) {
        return new CoreExternType.Memory(limits.initialPages(), maximum(limits), limits.shared());
    }

    static CoreExternType.Table type(ValType element, TableLimits limits) {
        return new CoreExternType.Table(type(element), limits.min(), maximum(limits));
    }

    static OptionalLong maximum(MemoryLimits limits) {
        return limits.maximumPages() == MemoryLimits.MAX_PAGES
                ? OptionalLong.empty()
                : OptionalLong.of(limits.maximumPages());
    }

    static OptionalLong maximum(TableLimits limits) {
        return limits.max() == TableLimits.LIMIT_MAX ? OptionalLong.empty() : OptionalLong.of(limits.max());
    }

    private static List<CoreType> types(List<ValType> types) {
        return types.stream().map(Types::type).toList();
    }
}
