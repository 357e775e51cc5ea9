package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportTag;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreModule.CoreImport;
import dev.wippy.engine.LinkException;
import dev.wippy.engine.Safepoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes instances: links by index, then runs segments and start function. */
final class Instantiation {

    private Instantiation() {}

    static CoreInstance run(ChicoryModule module, List<CoreExtern> bound, Budget budget) {
        LinkCheck.check(module.imports(), bound);
        Map<ExternalType, List<CoreExtern>> imports = new EnumMap<>(ExternalType.class);
        ImportValues.Builder values = ImportValues.builder();
        for (int i = 0; i < bound.size(); i++) {
            Import wanted = module.linked().importSection().getImport(i);
            CoreExtern given = bound.get(i);
            imports.computeIfAbsent(wanted.importType(), _ -> new ArrayList<>()).add(given);
            add(values, module, i, wanted, given);
        }
        Instance.Builder builder = Instance.builder(module.linked())
                .withImportValues(values.build())
                .withMachineFactory(module.machines())
                .withMemoryFactory(limits -> new LinearMemory(limits, budget))
                .withTableFactory((table, initial) -> GuestTable.create(table, initial, budget))
                .withGlobalFactory(GuestGlobal::new)
                // The export _start is the caller's business.
                .withStart(false);
        if (module.interpreted() > 0) {
            builder.withUnsafeExecutionListener((_, _) -> Safepoint.poll());
        }
        Instance instance;
        try {
            instance = builder.build();
        } catch (UnlinkableException e) {
            throw new LinkException("the imports do not fit: " + e.getMessage(), e);
        } catch (Throwable thrown) {
            throw module.faults().of(thrown, null);
        }
        return new ChicoryInstance(module, instance, imports);
    }

    private static void add(ImportValues.Builder values, ChicoryModule module, int index, Import wanted,
            CoreExtern given) {
        String name = wanted.name();
        switch (given) {
            case CoreFunction function -> {
                FunctionType type = module.linked().typeSection().getType(((FunctionImport) wanted).typeIndex());
                values.addFunction(new ImportFunction("", name, type, handle(function)));
            }
            case LinearMemory memory -> values.addMemory(new ImportMemory("", name, memory));
            case GuestTable table -> values.addTable(new ImportTable("", name, table));
            case GuestGlobal global -> values.addGlobal(new ImportGlobal("", name, global));
            case GuestTag tag -> values.addTag(new ImportTag("", name, tag.tag()));
            default -> {
                CoreImport original = module.imports().get(index);
                throw new LinkException("import " + index + ", \"" + original.module() + "\" \"" + original.name()
                        + "\", was given something that is of no instance of this engine");
            }
        }
    }

    private static WasmFunctionHandle handle(CoreFunction function) {
        return function instanceof GuestFunction guest
                ? (_, arguments) -> guest.callFromGuest(arguments)
                : new HostCall(function);
    }
}
