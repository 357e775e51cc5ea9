package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreInstance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An instance's exports. What it imports it exports again as the same objects. */
final class ChicoryInstance implements CoreInstance {

    private final ChicoryModule module;
    private final Instance instance;
    private final Map<ExternalType, @Nullable CoreExtern[]> items = new EnumMap<>(ExternalType.class);
    private final List<CoreExtern> exports;
    private final Map<String, CoreExtern> byName = new HashMap<>();

    ChicoryInstance(ChicoryModule module, Instance instance, Map<ExternalType, List<CoreExtern>> imports) {
        this.module = module;
        this.instance = instance;
        for (ExternalType kind : ExternalType.values()) {
            @Nullable
            CoreExtern[] all = new @Nullable CoreExtern[module.types().count(kind)];
            List<CoreExtern> imported = imports.getOrDefault(kind, List.of());
            for (int i = 0; i < imported.size(); i++) {
                all[i] = imported.get(i);
            }
            items.put(kind, all);
        }
        ExportSection section = module.linked().exportSection();
        List<CoreExtern> exported = new ArrayList<>(section.exportCount());
        for (int i = 0; i < section.exportCount(); i++) {
            Export export = section.getExport(i);
            CoreExtern item = item(export.exportType(), export.index());
            exported.add(item);
            byName.put(export.name(), item);
        }
        this.exports = Collections.unmodifiableList(exported);
    }

    @Override
    public List<CoreExtern> exports() {
        return exports;
    }

    @Override
    public Optional<CoreExtern> export(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private CoreExtern item(ExternalType kind, int index) {
        @Nullable
        CoreExtern[] all = items.get(kind);
        if (all == null) {
            throw new IllegalArgumentException("no items of kind " + kind);
        }
        CoreExtern item = all[index];
        if (item == null) {
            item = create(kind, index);
            all[index] = item;
        }
        return item;
    }

    private CoreExtern create(ExternalType kind, int index) {
        return switch (kind) {
            case FUNCTION -> ((InstanceMachine) instance.getMachine()).function(index);
            case TABLE -> instance.table(index) instanceof LinkedTable linked
                    ? linked.table()
                    : (OwnTable) instance.table(index);
            case MEMORY -> ((GuestMemory) instance.memory(index)).memory();
            case GLOBAL -> instance.global(index) instanceof LinkedGlobal linked
                    ? linked.global()
                    : (GuestGlobal) instance.global(index);
            case TAG -> module.faults().tags().define(instance.tag(index), module);
        };
    }
}
