package dev.wippy.engine.oracle;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.Store;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;

/** Chicory's interpreter. */
final class ChicorySubject implements Subject {
    private final Instance main;

    ChicorySubject(RandomModules modules, Host host) {
        Store store = new Store();
        store.addFunction(new ImportFunction("h", "log", type(RandomModules.LOG), (_, values) -> {
            host.log((int) values[0]);
            return new long[0];
        }));
        store.addFunction(new ImportFunction("h", "mix", type(RandomModules.MIX),
                (_, values) -> host.mix(values[0], Float.intBitsToFloat((int) values[1]))));
        store.register("p", instance(Parser.parse(modules.provider), ImportValues.builder().build()));
        main = instance(Parser.parse(modules.main), store.toImportValues());
    }

    private static Instance instance(WasmModule module, ImportValues imports) {
        return Instance.builder(module).withImportValues(imports).withMemoryFactory(ByteArrayMemory::new)
                .withStart(false).build();
    }

    private static FunctionType type(Type.Function type) {
        return FunctionType.of(types(type.parameters()), types(type.results()));
    }

    private static List<ValType> types(List<Integer> types) {
        return types.stream().map(type -> switch (type) {
            case Type.I32 -> ValType.I32;
            case Type.I64 -> ValType.I64;
            case Type.F32 -> ValType.F32;
            default -> ValType.F64;
        }).toList();
    }

    @Override
    public String call(RandomModules.Call call) {
        try {
            long[] results = main.export(call.name())
                    .apply(call.arguments().stream().mapToLong(Long::longValue).toArray());
            return Subject.returned(call.type(), results == null ? new long[0] : results);
        } catch (com.dylibso.chicory.runtime.WasmException _) {
            return Subject.trap("uncaught exception");
        } catch (ChicoryException e) {
            return Subject.trap(String.valueOf(e.getMessage()));
        } catch (NullPointerException e) {
            // What should be a trap of its own.
            return Subject.trap("null exception reference");
        } catch (RuntimeException e) {
            // Its own fault.
            return "Trapped " + e;
        }
    }

    @Override
    public byte[] memory(String name) {
        Memory memory = main.exports().memory(name);
        return memory.readBytes(0, memory.pages() << 16);
    }
}
