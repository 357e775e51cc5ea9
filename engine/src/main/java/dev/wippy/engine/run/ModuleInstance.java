package dev.wippy.engine.run;

import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.read.ElementSegment;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleExport;
import dev.wippy.engine.run.WasmFunction.FunctionLink;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance: what its functions are called with, beside their parameters. Its subclass is generated, with a typed
 * field for each global. Entered by one thread at a time. Public for generated classes only.
 */
public abstract class ModuleInstance implements CoreInstance {
    private static final LinearMemory[] NO_MEMORIES = {};
    private static final Table[] NO_TABLES = {};

    /** Memory 0, which nearly all accesses are to; null only where the module has none. */
    @SuppressWarnings("NullAway.Init")
    public LinearMemory memory;
    /** All memories. */
    public LinearMemory[] memories = NO_MEMORIES;
    /** Table 0; null only where the module has none. */
    @SuppressWarnings("NullAway.Init")
    public Table table;
    /** All tables. */
    public Table[] tables = NO_TABLES;
    /** All globals; those that only the instance sees are objects here no longer once their fields are set. */
    public Global[] globals = {};
    /** All functions that are objects: the imported ones, and others as they are first used as a value. */
    public @Nullable WasmFunction[] functions = {};
    /** The tail call that a function has left to its caller. */
    public @Nullable TailCall tailCall;
    /** How many values the large frames of functions under way have. */
    int frameValues;
    /** What counting code spends; null where nothing is counted. */
    @Nullable
    Fuel fuel;
    Tag[] tags = {};
    @SuppressWarnings("NullAway.Init")
    private ModuleCode code;
    private final BitSet droppedData = new BitSet();
    private final BitSet droppedElements = new BitSet();
    /** By element segment: its elements, where they are not functions alone. */
    @Nullable
    Object[][] elements = {};
    @SuppressWarnings("NullAway.Init")
    private ExportList exports;

    /** Copies the globals' objects, or their first values, into the fields. */
    public abstract void linkGlobals();

    final void begin(ModuleCode newCode) {
        code = newCode;
    }

    final ModuleCode code() {
        return code;
    }

    private ModuleDefinition module() {
        return code.module();
    }

    /** The object that stands for a function, by its index. */
    public final WasmFunction function(int index) {
        WasmFunction known = functions[index];
        if (known != null) {
            return known;
        }
        int type = module().functionTypeIndex(index);
        WasmFunction made = code.newFunction(index);
        made.link(new FunctionLink.Guest(code.coreType(type), module().type(type).signature(),
                (References) code.references(), index), this);
        functions[index] = made;
        return made;
    }

    // Segments

    final byte[] binary() {
        return module().bytes();
    }

    final int dataOffset(int segment) {
        return module().data().offset(segment);
    }

    final int dataLength(int segment) {
        return droppedData.get(segment) ? 0 : module().data().length(segment);
    }

    final void dropData(int segment) {
        droppedData.set(segment);
    }

    final void dropData(int from, int end) {
        droppedData.set(from, end);
    }

    final int elementCount(int segment) {
        return droppedElements.get(segment) ? 0 : module().elements().get(segment).size();
    }

    /** Copies an element of a segment into a table. */
    final void putElement(int segment, int from, Table into, int to) {
        if (module().elements().get(segment).elements() instanceof ElementSegment.Functions of) {
            int index = of.function(from);
            if (index < 0) {
                into.set(to, null);
            } else {
                into.setPending(to, this, index);
            }
        } else {
            into.set(to, elements[segment][from]);
        }
    }

    final void dropElements(int segment) {
        droppedElements.set(segment);
    }

    // Exports

    final void link() {
        exports = new ExportList(module(), this);
    }

    /** What an export stands for. */
    final CoreExtern item(ModuleExport export) {
        return switch (export.kind()) {
            case FUNCTION -> outside(function(export.index()));
            case TABLE -> tables[export.index()];
            case MEMORY -> memories[export.index()];
            case GLOBAL -> globals[export.index()];
            case TAG -> tags[export.index()];
        };
    }

    /** What the host gave it gets back as the same object. */
    private static CoreExtern outside(WasmFunction function) {
        return function.link() instanceof FunctionLink.Host host ? host.function() : function;
    }

    @Override
    public final List<CoreExtern> exports() {
        return exports;
    }

    @Override
    public final Optional<CoreExtern> export(String name) {
        return exports.find(name);
    }
}
