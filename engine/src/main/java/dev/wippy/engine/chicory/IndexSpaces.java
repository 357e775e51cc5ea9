package dev.wippy.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TypeSection;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.InvalidModuleException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The types of a module's items, by kind and index; the imports come first. */
final class IndexSpaces {

    private final List<CoreExternType> imports = new ArrayList<>();
    private final Map<ExternalType, List<CoreExternType>> spaces = new EnumMap<>(ExternalType.class);

    IndexSpaces(WasmModule module) {
        for (ExternalType kind : ExternalType.values()) {
            spaces.put(kind, new ArrayList<>());
        }
        TypeSection types = module.typeSection();
        module.importSection().stream().forEach(item -> {
            CoreExternType type = importType(item, types);
            imports.add(type);
            space(item.importType()).add(type);
        });
        for (int i = 0; i < module.functionSection().functionCount(); i++) {
            space(ExternalType.FUNCTION).add(function(types, module.functionSection().getFunctionType(i)));
        }
        for (int i = 0; i < module.tableSection().tableCount(); i++) {
            var table = module.tableSection().getTable(i);
            space(ExternalType.TABLE).add(Types.type(table.elementType(), table.limits()));
        }
        module.memorySection().ifPresent(memories -> {
            for (int i = 0; i < memories.memoryCount(); i++) {
                space(ExternalType.MEMORY).add(Types.type(memories.getMemory(i).limits()));
            }
        });
        for (var global : module.globalSection().globals()) {
            space(ExternalType.GLOBAL).add(Types.type(global.valueType(), global.mutabilityType()));
        }
        module.tagSection().ifPresent(tags -> {
            for (var tag : tags.types()) {
                space(ExternalType.TAG).add(tag(types, tag.typeIdx()));
            }
        });
        checkExports(module.exportSection());
    }

    /** Chicory leaves this to each instantiation. */
    private void checkExports(ExportSection exports) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < exports.exportCount(); i++) {
            Export export = exports.getExport(i);
            if (!names.add(export.name())) {
                throw new InvalidModuleException("duplicate export name " + export.name());
            }
            type(export.exportType(), export.index());
        }
    }

    /** The type of an import, by its place in the import section. */
    CoreExternType importType(int index) {
        return imports.get(index);
    }

    /** The type of an item. */
    CoreExternType type(ExternalType kind, int index) {
        List<CoreExternType> space = space(kind);
        if (index < 0 || index >= space.size()) {
            throw new InvalidModuleException("unknown " + kind.name().toLowerCase(Locale.ROOT) + " " + index);
        }
        return space.get(index);
    }

    /** How many items of a kind there are, imported ones included. */
    int count(ExternalType kind) {
        return space(kind).size();
    }

    private List<CoreExternType> space(ExternalType kind) {
        return spaces.getOrDefault(kind, List.of());
    }

    private static CoreExternType importType(Import item, TypeSection types) {
        return switch (item) {
            case FunctionImport function -> function(types, function.typeIndex());
            case TableImport table -> Types.type(table.entryType(), table.limits());
            case MemoryImport memory -> Types.type(memory.limits());
            case GlobalImport global -> Types.type(global.type(), global.mutabilityType());
            case TagImport tag -> tag(types, tag.tagType().typeIdx());
            default -> throw new InvalidModuleException("an import is of an unknown kind");
        };
    }

    private static CoreExternType.Tag tag(TypeSection types, int index) {
        CoreExternType.Function type = function(types, index);
        if (!type.results().isEmpty()) {
            throw new InvalidModuleException("non-empty tag result type");
        }
        return new CoreExternType.Tag(type);
    }

    private static CoreExternType.Function function(TypeSection types, int index) {
        FunctionType type = index >= 0 && index < types.subTypeCount() ? types.getType(index) : null;
        if (type == null) {
            throw new InvalidModuleException("type " + index + " is not a function type");
        }
        return Types.type(type);
    }
}
