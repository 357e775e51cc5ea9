package dev.wippy.engine.run;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.LinkException;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.read.ConstantExpression;
import dev.wippy.engine.read.DataSegment;
import dev.wippy.engine.read.DataSegments;
import dev.wippy.engine.read.ElementSegment;
import dev.wippy.engine.read.ExternType;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleImport;
import dev.wippy.engine.run.WasmFunction.FunctionLink;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes an instance (section 4.5.4): links by index, then runs segments and start function. */
public final class Instantiation {
    /** The data segments after which a guest that is to stop does. */
    private static final int POLL = 1024;

    private final ModuleCode code;
    private final ModuleDefinition module;
    private final Budget budget;
    private final ModuleInstance instance;
    private final ConstantEvaluator constants;
    private final List<Table> tables = new ArrayList<>();
    private final List<LinearMemory> memories = new ArrayList<>();
    private final List<Global> globals = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();

    private Instantiation(ModuleCode code, Budget budget) {
        this.code = code;
        this.module = code.module();
        this.budget = budget;
        instance = code.newInstance();
        constants = new ConstantEvaluator(instance);
    }

    /** What the numbers of references outside of an engine are kept in. */
    public static Object newReferences() {
        return new References();
    }

    /** Makes an instance, as {@link dev.wippy.engine.CoreModule#instantiate} has it. */
    public static CoreInstance run(ModuleCode code, List<CoreExtern> imports, Budget budget, @Nullable Fuel fuel) {
        if (code.module().imports().size() != imports.size()) {
            throw new LinkException("the module has " + code.module().imports().size() + " imports; "
                    + imports.size() + " were given");
        }
        Instantiation instantiation = new Instantiation(code, budget);
        instantiation.instance.begin(code);
        instantiation.instance.fuel = fuel;
        instantiation.link(imports);
        try {
            instantiation.start();
        } catch (Throwable thrown) {
            throw Faults.of(thrown, code, null);
        }
        return instantiation.instance;
    }

    // Imports

    private void link(List<CoreExtern> imports) {
        instance.functions = new @Nullable WasmFunction[module.functionCount()];
        int function = 0;
        for (int i = 0; i < imports.size(); i++) {
            ModuleImport wanted = module.imports().get(i);
            CoreExtern given = imports.get(i);
            switch (wanted.type()) {
                case ExternType.Function(int type) -> instance.functions[function++] = function(i, type, given);
                case ExternType.Table type -> tables.add(table(i, type, given));
                case ExternType.Memory type -> memories.add(memory(i, type, given));
                case ExternType.Global type -> globals.add(global(i, type, given));
                case ExternType.Tag(int type) -> tags.add(tag(i, type, given));
            }
        }
        define();
    }

    private LinkException incompatible(int index, CoreExtern given) {
        ModuleImport wanted = module.imports().get(index);
        if (given instanceof Untranslatable) {
            return new LinkException(name(index) + " cannot be linked: " + Crossing.REASON);
        }
        return new LinkException(name(index) + " has to be " + module.toCoreType(wanted.type()) + "; what was given is "
                + given.type());
    }

    private String name(int index) {
        ModuleImport wanted = module.imports().get(index);
        return "import " + index + ", \"" + wanted.module() + "\" \"" + wanted.name() + "\",";
    }

    private WasmFunction function(int index, int typeIndex, CoreExtern given) {
        FunctionType type = module.type(typeIndex);
        if (given instanceof WasmFunction function) {
            if (!function.link().signature().equals(type.signature())) {
                throw incompatible(index, given);
            }
            return function;
        }
        if (given instanceof LinkedFunction linked) {
            if (!linked.signature().equals(type.signature())) {
                throw incompatible(index, given);
            }
            if (!Crossing.passes(type.signature())) {
                throw new LinkException(name(index) + " cannot be linked: " + Crossing.REASON);
            }
        }
        if (!(given instanceof CoreFunction host) || !host.type().equals(code.coreType(typeIndex))) {
            throw incompatible(index, given);
        }
        WasmFunction made = code.newHostFunction(type);
        made.link(new FunctionLink.Host(host.type(), type.signature(), (References) code.references(), host), null);
        return made;
    }

    private Table table(int index, ExternType.Table type, CoreExtern given) {
        if (given instanceof Table table && table.elementType().equals(ValueType.of(module, type.element()))
                && within(table.size(), table.type().maximum(), type.minimum(), type.maximum())) {
            return table;
        }
        throw incompatible(index, given);
    }

    private LinearMemory memory(int index, ExternType.Memory type, CoreExtern given) {
        if (given instanceof LinearMemory memory && !memory.type().shared()
                && within(memory.pages(), memory.type().maximum(), type.minimum(), type.maximum())) {
            return memory;
        }
        throw incompatible(index, given);
    }

    private static boolean within(long minimum, OptionalLong maximum, long least, OptionalLong most) {
        return minimum >= least
                && (most.isEmpty() || (maximum.isPresent() && maximum.getAsLong() <= most.getAsLong()));
    }

    /** A mutable global has to be of the very type, another may be of a subtype (section 3.3.14). */
    private Global global(int index, ExternType.Global type, CoreExtern given) {
        ValueType wanted = ValueType.of(module, type.value());
        if (given instanceof Global global && global.type().mutable() == type.mutable()
                && (type.mutable() ? global.valueType().equals(wanted) : global.valueType().matches(wanted))) {
            return global;
        }
        throw incompatible(index, given);
    }

    private Tag tag(int index, int typeIndex, CoreExtern given) {
        if (given instanceof Tag tag && tag.signature().equals(module.type(typeIndex).signature())) {
            if (tag.isForeign() && !Crossing.passes(tag.signature())) {
                throw new LinkException(name(index) + " cannot be linked: " + Crossing.REASON);
            }
            return tag;
        }
        throw incompatible(index, given);
    }

    // Definitions

    private void define() {
        for (int i = module.importedMemories(); i < module.memories().size(); i++) {
            ExternType.Memory type = module.memories().get(i);
            memories.add(new LinearMemory(type.minimum(), type.maximum(), false, budget,
                    code.memoryTemplate(i)));
        }
        instance.memories = memories.toArray(LinearMemory[]::new);
        if (!memories.isEmpty()) {
            instance.memory = memories.getFirst();
        }
        for (int i = module.importedTags(); i < module.tags().size(); i++) {
            ExternType.Tag type = module.tags().get(i);
            tags.add(new Tag((CoreExternType.Tag) module.toCoreType(type),
                    module.type(type.typeIndex()).signature()));
        }
        instance.tags = tags.toArray(Tag[]::new);
        for (int i = module.importedGlobals(); i < module.globals().size(); i++) {
            // An expression may read those before it.
            instance.globals = globals.toArray(Global[]::new);
            ExternType.Global type = module.globals().get(i);
            globals.add(Global.of((CoreExternType.Global) module.toCoreType(type),
                    ValueType.of(module, type.value()), constants.value(module.globalStart(i))));
        }
        instance.globals = globals.toArray(Global[]::new);
        instance.linkGlobals();
        for (int i = module.importedTables(); i < module.tables().size(); i++) {
            tables.add(define(i, module.tables().get(i)));
        }
        instance.tables = tables.toArray(Table[]::new);
        if (!tables.isEmpty()) {
            instance.table = tables.getFirst();
        }
        instance.link();
    }

    private Table define(int index, ExternType.Table type) {
        Table table = new Table((CoreExternType.Table) module.toCoreType(type),
                ValueType.of(module, type.element()), budget);
        module.tableStart(index).ifPresent(start -> Tables.fill(0, constants.value(start), table.size(), table));
        return table;
    }

    // Segments and start

    private void start() {
        List<ElementSegment> segments = module.elements();
        instance.elements = new @Nullable Object[segments.size()][];
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).elements() instanceof ElementSegment.Expressions(var expressions)) {
                instance.elements[i] = evaluate(expressions);
            }
        }
        for (int i = 0; i < segments.size(); i++) {
            ElementSegment segment = segments.get(i);
            if (segment.mode() == ElementSegment.Mode.ACTIVE) {
                int offset = constants.integer(segment.offset().orElseThrow());
                Tables.init(offset, 0, segment.size(), instance.tables[segment.table()], i, instance);
            }
            if (segment.mode() != ElementSegment.Mode.PASSIVE) {
                instance.dropElements(i);
            }
        }
        startData(module.data());
        if (module.start().isPresent()) {
            instance.function(module.start().getAsInt()).callBoxed(new Object[0]);
        }
    }

    private void startData(DataSegments data) {
        for (int i = 0; i < data.size(); i++) {
            int end = data.plainEnd(i);
            if (end > i) {
                startPlain(data, i, end);
                i = end - 1;
            } else {
                DataSegment segment = data.get(i);
                if (segment.isActive()) {
                    int address = constants.integer(segment.address().orElseThrow());
                    BulkMemory.init(address, 0, segment.length(), instance.memories[segment.memory()], i, instance);
                    instance.dropData(i, i + 1);
                }
            }
        }
    }

    /** Go's linker makes tens of thousands of segments: this is a good part of such a module's start. */
    private void startPlain(DataSegments data, int from, int end) {
        byte[] binary = instance.binary();
        LinearMemory memory = instance.memory;
        int i = from;
        try {
            for (; i < end; i++) {
                int length = data.length(i);
                if (length > BulkMemory.PIECE || i % POLL == 0) {
                    BulkMemory.init(data.address(i), 0, length, memory, i, instance);
                    Safepoint.poll();
                    continue;
                }
                int address = data.address(i);
                memory.touch(Integer.toUnsignedLong(address), length);
                if (length > 0) {
                    System.arraycopy(binary, data.offset(i), memory.bytes, address - memory.low, length);
                }
            }
        } finally {
            // Also when one traps: those before it are dropped.
            instance.dropData(from, i);
        }
    }

    private @Nullable Object[] evaluate(List<ConstantExpression> expressions) {
        @Nullable
        Object[] values = new @Nullable Object[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = constants.value(expressions.get(i));
        }
        return values;
    }
}
