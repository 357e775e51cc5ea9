package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.load.Linkage;
import dev.wippy.engine.run.OpaqueFunction;
import dev.wippy.engine.run.WasmFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A module, its generated classes, and what its binary says of it. */
final class ChicoryModule implements CoreModule {

    private final String digest;
    private final WasmModule linked;
    private final @Nullable NameCustomSection names;
    private final Function<Instance, Machine> machines;
    private final int interpreted;
    private final IndexSpaces types;
    private final List<CoreImport> imports;
    private final List<CoreExport> exports;
    private final GuestFaults faults;
    private final PlainTypes plain;
    private final OptionalInt start;
    private final Linkage linkage;
    /** By type: an object for a function of it, which makes others. */
    private final AtomicReferenceArray<@Nullable WasmFunction> prototypes;

    /**
     * A module that is ready.
     *
     * @param parsed as in the binary
     * @param linked the same with its imports numbered; what {@code machines} was made for
     * @param interpreted how many of its functions are interpreted
     */
    ChicoryModule(String digest, WasmModule parsed, WasmModule linked, IndexSpaces types,
            Function<Instance, Machine> machines, int interpreted, GuestFaults faults,
            Linkage linkage) {
        this.digest = digest;
        this.linked = linked;
        this.names = parsed.nameSection();
        this.machines = machines;
        this.interpreted = interpreted;
        this.faults = faults;
        this.linkage = linkage;
        this.plain = new PlainTypes(digest, linked.typeSection());
        this.prototypes = new AtomicReferenceArray<>(linked.typeSection().subTypeCount());
        this.start = parsed.startSection().map(section -> OptionalInt.of((int) section.startIndex())).orElse(OptionalInt
                .empty());
        this.types = types;
        List<CoreImport> imported = new ArrayList<>();
        for (int i = 0; i < parsed.importSection().importCount(); i++) {
            var original = parsed.importSection().getImport(i);
            imported.add(new CoreImport(original.module(), original.name(), types.importType(i)));
        }
        this.imports = List.copyOf(imported);
        List<CoreExport> exported = new ArrayList<>();
        for (int i = 0; i < parsed.exportSection().exportCount(); i++) {
            Export export = parsed.exportSection().getExport(i);
            exported.add(new CoreExport(export.name(), types.type(export.exportType(), export.index())));
        }
        this.exports = List.copyOf(exported);
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public List<CoreImport> imports() {
        return imports;
    }

    @Override
    public List<CoreExport> exports() {
        return exports;
    }

    @Override
    public CoreInstance instantiate(List<CoreExtern> bound, Budget budget) {
        return Instantiation.run(this, bound, budget);
    }

    WasmModule linked() {
        return linked;
    }

    Function<Instance, Machine> machines() {
        return machines;
    }

    int interpreted() {
        return interpreted;
    }

    IndexSpaces types() {
        return types;
    }

    GuestFaults faults() {
        return faults;
    }

    PlainTypes plain() {
        return plain;
    }

    /** The start function, if there is one; {@link #linked()} has none. */
    OptionalInt start() {
        return start;
    }

    /** A new object for a function of one of the module's types. */
    WasmFunction newFunction(int type) {
        WasmFunction known = prototypes.get(type);
        if (known == null) {
            var plainType = plain.function(type);
            known = plainType == null ? new OpaqueFunction() : linkage.newFunction(plainType);
            prototypes.set(type, known);
        }
        return known.create();
    }

    WasmFrame frame(int function) {
        String name = names == null ? null : names.nameOfFunction(function);
        return new WasmFrame(name == null || name.isEmpty() ? "func[" + function + "]" : name, function);
    }
}
