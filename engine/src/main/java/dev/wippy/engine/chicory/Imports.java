package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportTag;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.LinkException;
import dev.wippy.engine.run.Crossing;
import dev.wippy.engine.run.Global;
import dev.wippy.engine.run.LinearMemory;
import dev.wippy.engine.run.Table;
import dev.wippy.engine.run.Tag;
import dev.wippy.engine.run.ValueType;
import dev.wippy.engine.run.WasmFunction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an instance imports, as Chicory has it: memories, tables, globals and tags are the same objects for both engines,
 * and each instance of Chicory's has a view of them.
 */
final class Imports {

    private final ChicoryModule module;
    private final Map<ExternalType, List<CoreExtern>> byKind = new EnumMap<>(ExternalType.class);
    private final ImportValues.Builder values = ImportValues.builder();
    private final List<CoreFunction> functions = new ArrayList<>();

    Imports(ChicoryModule module, List<CoreExtern> bound) {
        this.module = module;
        for (int i = 0; i < bound.size(); i++) {
            Import wanted = module.linked().importSection().getImport(i);
            byKind.computeIfAbsent(wanted.importType(), _ -> new ArrayList<>()).add(bound.get(i));
            add(i, wanted, bound.get(i));
        }
    }

    Map<ExternalType, List<CoreExtern>> byKind() {
        return byKind;
    }

    List<CoreFunction> functions() {
        return functions;
    }

    ImportValues values() {
        return values.build();
    }

    private void add(int index, Import wanted, CoreExtern given) {
        String name = wanted.name();
        switch (given) {
            case CoreFunction function -> {
                int type = ((FunctionImport) wanted).typeIndex();
                functions.add(function);
                values.addFunction(new ImportFunction("", name, types().getType(type), handle(index, type, function)));
            }
            case LinearMemory memory -> values.addMemory(new ImportMemory("", name, new GuestMemory(memory)));
            case Table table -> values.addTable(new ImportTable("", name, view(index, (TableImport) wanted, table)));
            case OwnTable table -> values.addTable(new ImportTable("", name, table));
            case Global global -> values.addGlobal(
                    new ImportGlobal("", name, view(index, (GlobalImport) wanted, global)));
            case GuestGlobal global -> values.addGlobal(new ImportGlobal("", name, global));
            case Tag tag -> {
                check(index, ((TagImport) wanted).tagType().typeIdx(), tag);
                values.addTag(new ImportTag("", name, GuestTag.peer(tag, ((TagImport) wanted).tagType(), module)));
            }
            default -> throw new LinkException("import " + index + " was given something that is of no instance of "
                    + "this engine");
        }
    }

    private TypeSection types() {
        return module.linked().typeSection();
    }

    private LinkException incompatible(int index, CoreExtern given) {
        return LinkCheck.incompatible(index, module.imports().get(index), given);
    }

    private WasmFunctionHandle handle(int index, int type, CoreFunction function) {
        return switch (function) {
            case GuestFunction guest -> {
                if (!GuestCalls.matches(guest.owner().module().linked().typeSection(), guest.typeIndex(), types(),
                        type)) {
                    throw incompatible(index, function);
                }
                yield (_, arguments) -> guest.callInside(arguments);
            }
            case WasmFunction ours -> {
                if (!ours.signature().equals(module.plain().signature(type))) {
                    throw incompatible(index, function);
                }
                requirePassage(index, ours.signature());
                yield (instance, arguments) -> LinkedMachine.call(ours, arguments, instance);
            }
            default -> {
                if (!function.type().equals(module.imports().get(index).type())) {
                    throw incompatible(index, function);
                }
                yield new HostCall(function);
            }
        };
    }

    private void requirePassage(int index, String signature) {
        if (!Crossing.passes(signature)) {
            throw LinkCheck.impassable(index, module.imports().get(index));
        }
    }

    private LinkedTable view(int index, TableImport wanted, Table table) {
        if (!table.elementType().equals(module.plain().value(wanted.entryType()))) {
            throw incompatible(index, table);
        }
        return new LinkedTable(table, wanted.entryType());
    }

    private LinkedGlobal view(int index, GlobalImport wanted, Global global) {
        ValueType value = module.plain().value(wanted.type());
        if (value == null || !global.valueType().matches(value)
                || global.type().mutable() && !global.valueType().equals(value)) {
            throw incompatible(index, global);
        }
        ValType type = wanted.type();
        if (type.isReference() && !value.name().equals("extern")) {
            throw LinkCheck.impassable(index, module.imports().get(index));
        }
        return new LinkedGlobal(global, type);
    }

    private void check(int index, int type, Tag tag) {
        boolean same = tag instanceof GuestTag guest
                ? TypeSection.crossModuleCanonicallyEquivalent(guest.module().linked().typeSection(),
                        guest.typeIndex(), types(), type)
                : tag.signature().equals(module.plain().signature(type));
        if (!same) {
            throw incompatible(index, tag);
        }
        if (!(tag instanceof GuestTag)) {
            requirePassage(index, tag.signature());
        }
    }
}
