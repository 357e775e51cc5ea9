package dev.wippy.engine.read;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreModule.CoreImport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A module as its binary has it, immutable. Functions, tables, memories, globals and tags are numbered as in the
 * specification: the imported ones come first.
 *
 * <p>Its sections are valid (section 3.5); whether its bodies are is for {@link FunctionValidator} to say. Used by any
 * thread.
 */
public final class ModuleDefinition {
    private final ModuleSections sections;
    /** By name; made when the first is asked for. */
    private volatile @Nullable Map<String, Integer> exportIndices;

    ModuleDefinition(ModuleSections sections) {
        this.sections = sections;
    }

    /** The bytes that it was read from, which offsets count in: the very array, never to be changed. */
    public byte[] bytes() {
        return sections.bytes;
    }

    /** The function types, by their index. */
    public FunctionType type(int typeIndex) {
        return sections.types.get(typeIndex);
    }

    /** How many function types there are. */
    public int typeCount() {
        return sections.types.count();
    }

    /** The smallest index of a type that equals this one: equal types of the module have one canonical index. */
    public int canonicalType(int typeIndex) {
        return sections.types.canonical(typeIndex);
    }

    /** The imports, in the order of the binary. */
    public List<ModuleImport> imports() {
        return sections.imports;
    }

    /** The exports, in the order of the binary. */
    public List<ModuleExport> exports() {
        return sections.exports;
    }

    /** Where the export of that name stands among {@link #exports()}, if there is one. */
    public OptionalInt exportIndex(String name) {
        Map<String, Integer> known = exportIndices;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < sections.exports.size(); i++) {
                known.put(sections.exports.get(i).name(), i);
            }
            exportIndices = known;
        }
        Integer index = known.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** How many functions there are, imported ones included. */
    public int functionCount() {
        return sections.functions.size();
    }

    /** How many functions are imported: the index of the first that has a body. */
    public int importedFunctions() {
        return sections.importedFunctions;
    }

    /** The index of the type of a function. */
    public int functionTypeIndex(int function) {
        return sections.functions.get(function);
    }

    /** The type of a function. */
    public FunctionType functionType(int function) {
        return type(functionTypeIndex(function));
    }

    /** The bodies of the functions that are not imported, in order. */
    public List<FunctionBody> bodies() {
        return sections.bodies();
    }

    /** The body of a function, by its index; it must not be an imported one. */
    public FunctionBody body(int function) {
        return sections.bodies().get(function - sections.importedFunctions);
    }

    /** Whether {@code ref.func} may name the function: it stands somewhere outside of the bodies (section 3.5.13). */
    public boolean isReferenced(int function) {
        return sections.references.get(function);
    }

    /** The tables. */
    public List<ExternType.Table> tables() {
        return sections.tables;
    }

    /** How many tables are imported. */
    public int importedTables() {
        return sections.importedTables;
    }

    /** What each element of a table starts with; null for none. The table must not be an imported one. */
    public Optional<ConstantExpression> tableStart(int table) {
        return sections.tableStarts.get(table - sections.importedTables);
    }

    /** The memories. */
    public List<ExternType.Memory> memories() {
        return sections.memories;
    }

    /** How many memories are imported. */
    public int importedMemories() {
        return sections.importedMemories;
    }

    /** The globals. */
    public List<ExternType.Global> globals() {
        return sections.globals;
    }

    /** How many globals are imported. */
    public int importedGlobals() {
        return sections.importedGlobals;
    }

    /** What a global starts with; it must not be an imported one. */
    public ConstantExpression globalStart(int global) {
        return sections.globalStarts.get(global - sections.importedGlobals);
    }

    /** The tags. */
    public List<ExternType.Tag> tags() {
        return sections.tags;
    }

    /** How many tags are imported. */
    public int importedTags() {
        return sections.importedTags;
    }

    /** The function to run when the module is instantiated. */
    public OptionalInt start() {
        return sections.start < 0 ? OptionalInt.empty() : OptionalInt.of(sections.start);
    }

    /** The element segments. */
    public List<ElementSegment> elements() {
        return sections.elements;
    }

    /** The data segments. */
    public DataSegments data() {
        return sections.data;
    }

    /**
     * The name of a function: in the module's name section, else of its first export, else of its import. A name
     * section that is not well formed has as many names as could be read.
     */
    public Optional<String> functionName(int function) {
        return sections.names.function(function);
    }

    /** The name that the module gives itself in its name section. */
    public Optional<String> name() {
        return sections.names.module();
    }

    /**
     * Whether a value of a type of this module may stand where another module asks for one of a type of its own
     * (section 3.3): {@link ValType#matches} across modules, for linking.
     */
    public boolean matches(int type, ModuleDefinition other, int expected) {
        if (!ValType.isIndexed(type) || !ValType.isIndexed(expected)) {
            return ValType.matches(type, expected);
        }
        return (!ValType.isNullable(type) || ValType.isNullable(expected))
                && type(ValType.index(type)).equals(other.type(ValType.index(expected)));
    }

    /** The imports as the engine's public interface has them. */
    public List<CoreImport> coreImports() {
        return sections.imports.stream().map(i -> new CoreImport(i.module(), i.name(), toCoreType(i.type()))).toList();
    }

    /** The exports as the engine's public interface has them. */
    public List<CoreExport> coreExports() {
        return sections.exports.stream().map(e -> new CoreExport(e.name(), toCoreType(externType(e)))).toList();
    }

    /** The type of what is exported. */
    public ExternType externType(ModuleExport export) {
        return switch (export.kind()) {
            case FUNCTION -> new ExternType.Function(functionTypeIndex(export.index()));
            case TABLE -> sections.tables.get(export.index());
            case MEMORY -> sections.memories.get(export.index());
            case GLOBAL -> sections.globals.get(export.index());
            case TAG -> sections.tags.get(export.index());
        };
    }

    /** A type of this module as the engine's public interface has it. */
    public CoreExternType toCoreType(ExternType type) {
        return switch (type) {
            case ExternType.Function(int index) -> type(index).toCoreType();
            case ExternType.Table(int element, long minimum, var maximum) ->
                new CoreExternType.Table(ValType.toCoreType(element), minimum, maximum);
            case ExternType.Memory(long minimum, var maximum) -> new CoreExternType.Memory(minimum, maximum, false);
            case ExternType.Global(int value, boolean mutable) ->
                new CoreExternType.Global(ValType.toCoreType(value), mutable);
            case ExternType.Tag(int index) -> new CoreExternType.Tag(type(index).toCoreType());
        };
    }

    /** For the package: what the definition is made of. */
    ModuleSections sections() {
        return sections;
    }
}
