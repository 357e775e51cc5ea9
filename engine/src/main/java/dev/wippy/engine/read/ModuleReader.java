package dev.wippy.engine.read;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads and validates the sections of a module (sections 5.5 and 3.5), but for the bodies of its functions. */
public final class ModuleReader {
    /** The parameters that a function type may have at most, as in browsers; results likewise. */
    public static final int MAX_PARAMETERS = 1_000;
    /** The types, and the functions, that a module may have at most, as in browsers. */
    public static final int MAX_DEFINITIONS = 1_000_000;
    /** The locals that a function may declare at most, as in browsers. */
    public static final int MAX_LOCALS = 50_000;

    /** By section id: its place in the order of sections (section 5.5.2). */
    private static final int[] ORDER = {0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6};
    private static final String[] NAMES = {"custom section", "type section", "import section", "function section",
        "table section", "memory section", "global section", "export section", "start section",
        "element section", "code section", "data section", "data count section", "tag section"};

    private final boolean known;
    private final ModuleSections sections;
    private final SectionReader in;
    private final TypeReader types;
    private final SegmentReader segments;
    private final ConstantReader constants;
    /** The functions that the function section declares. */
    private int declared;
    /** The bodies that the code section has. */
    private int bodyCount;

    private ModuleReader(byte[] bytes, boolean known) {
        this.known = known;
        sections = new ModuleSections(bytes);
        in = new SectionReader(bytes, "header");
        types = new TypeReader(sections, in);
        constants = new ConstantReader(sections, in);
        segments = new SegmentReader(sections, in, constants);
    }

    /**
     * Reads a module.
     *
     * @param bytes the module; never copied, and never to be changed from now on
     * @throws InvalidModuleException if its sections are malformed or invalid
     * @throws UnsupportedModuleException if they use what no engine here has
     * @throws NeedsOtherException if they use what is left to another engine
     */
    static ModuleDefinition read(byte[] bytes) {
        return read(bytes, false);
    }

    /**
     * Reads a module.
     *
     * @param known whether it is known to be valid: where its bodies are is then read when one is first asked for
     */
    static ModuleDefinition read(byte[] bytes, boolean known) {
        var reader = new ModuleReader(bytes, known);
        reader.readModule();
        return new ModuleDefinition(reader.sections);
    }

    private void readModule() {
        if (in.fixed32() != 0x6d736100) {
            throw in.invalid("magic header not detected: a module starts with 00 61 73 6d", 0);
        }
        int version = in.fixed32();
        if (version != 1) {
            throw in.invalid("unknown binary version " + Integer.toUnsignedString(version) + ": 1 is known", 4);
        }
        int last = 0;
        while (in.position < in.bytes.length) {
            in.section = "module";
            int start = in.position;
            int id = in.u8();
            if (id >= ORDER.length) {
                throw in.invalid("malformed section id " + id, start);
            }
            in.section = NAMES[id];
            if (id != 0) {
                if (ORDER[id] <= last) {
                    in.section = "module";
                    throw in.invalid("unexpected content after last section: " + NAMES[id], start);
                }
                last = ORDER[id];
            }
            int size = in.count();
            int end = in.position + size;
            readSection(id, end);
            if (in.position != end) {
                throw in.sizeMismatch(end);
            }
        }
        in.section = "module";
        if (declared != bodyCount) {
            throw inconsistent("function and code", declared, bodyCount);
        }
        if (sections.dataCount >= 0 && sections.dataCount != sections.data.size()) {
            throw inconsistent("data count and data", sections.dataCount, sections.data.size());
        }
    }

    private InvalidModuleException inconsistent(String what, long first, long second) {
        return in.invalid(what + " section have inconsistent lengths: " + first + " and " + second, in.position);
    }

    private void readSection(int id, int end) {
        switch (id) {
            case 0 -> readCustom(end);
            case 1 -> types.readTypes();
            case 2 -> readImports();
            case 3 -> readFunctions();
            case 4 -> readTables();
            case 5 -> readMemories();
            case 6 -> readGlobals();
            case 7 -> readExports();
            case 8 -> readStart();
            case 9 -> segments.readElements();
            case 10 -> readCode(end);
            case 11 -> segments.readData();
            case 12 -> sections.dataCount = Integer.toUnsignedLong(in.u32());
            default -> readTags();
        }
    }

    private void readCustom(int end) {
        String name = in.name();
        if (in.position > end) {
            throw in.invalid("unexpected end of section or function", end);
        }
        if (name.equals("name") && sections.namesEnd == 0) {
            sections.namesOffset = in.position;
            sections.namesEnd = end;
        }
        in.position = end;
    }

    private void readImports() {
        var imports = new ArrayList<ModuleImport>();
        for (int left = in.count(); left > 0; left--) {
            String module = in.name();
            String name = in.name();
            int start = in.position;
            imports.add(new ModuleImport(module, name, types.importType(in.u8(), start)));
        }
        sections.imports = List.copyOf(imports);
        sections.importedFunctions = sections.functions.size();
        sections.importedTables = sections.tables.size();
        sections.importedMemories = sections.memories.size();
        sections.importedGlobals = sections.globals.size();
        sections.importedTags = sections.tags.size();
    }

    private void readFunctions() {
        int start = in.position;
        declared = in.count();
        in.limit("number of functions", (long) sections.functions.size() + declared, MAX_DEFINITIONS, start);
        for (int left = declared; left > 0; left--) {
            sections.functions.add(types.typeIndex());
        }
    }

    private void readTables() {
        for (int left = in.count(); left > 0; left--) {
            int start = in.position;
            boolean initialized = in.u8() == 0x40;
            if (initialized) {
                if (in.u8() != 0) {
                    throw in.invalid("zero byte expected", start + 1);
                }
            } else {
                in.position = start;
            }
            var type = types.tableType();
            sections.tableStarts.add(initialized
                    ? Optional.of(constants.read(type.element()))
                    : Optional.empty());
            if (!initialized && !ValType.isNullable(type.element())) {
                throw in.invalid("type mismatch: a table of " + ValType.describe(type.element())
                        + " needs an expression for its elements", start);
            }
            sections.tables.add(type);
        }
    }

    private void readMemories() {
        for (int left = in.count(); left > 0; left--) {
            sections.memories.add(types.memoryType());
        }
    }

    private void readTags() {
        for (int left = in.count(); left > 0; left--) {
            sections.tags.add(types.tagType());
        }
    }

    private void readGlobals() {
        for (int left = in.count(); left > 0; left--) {
            var type = types.globalType();
            sections.globalStarts.add(constants.read(type.value()));
            sections.globals.add(type);
        }
    }

    private void readExports() {
        var exports = new ArrayList<ModuleExport>();
        var names = new HashSet<String>();
        for (int left = in.count(); left > 0; left--) {
            int start = in.position;
            String name = in.name();
            int kindOffset = in.position;
            int kind = in.u8();
            if (kind >= ModuleExport.Kind.values().length) {
                throw in.invalid("malformed export kind", kindOffset);
            }
            var export = new ModuleExport(name, ModuleExport.Kind.values()[kind], in.u32());
            checkExport(export, start);
            if (!names.add(name)) {
                throw in.invalid("duplicate export name " + ByteReader.quote(name), start);
            }
            exports.add(export);
        }
        sections.exports = List.copyOf(exports);
    }

    private void checkExport(ModuleExport export, int offset) {
        switch (export.kind()) {
            case FUNCTION -> {
                in.known("function", export.index(), sections.functions.size(), offset);
                sections.references.set(export.index());
            }
            case TABLE -> in.known("table", export.index(), sections.tables.size(), offset);
            case MEMORY -> in.known("memory", export.index(), sections.memories.size(), offset);
            case GLOBAL -> in.known("global", export.index(), sections.globals.size(), offset);
            case TAG -> in.known("tag", export.index(), sections.tags.size(), offset);
        }
    }

    private void readStart() {
        int offset = in.position;
        int start = in.u32();
        in.known("function", start, sections.functions.size(), offset);
        var type = sections.types.get(sections.functions.get(start));
        if (type.parameterCount() != 0 || type.resultCount() != 0) {
            throw in.invalid("start function must not have parameters or results: " + type, offset);
        }
        sections.start = start;
    }

    private void readCode(int sectionEnd) {
        bodyCount = in.count();
        if (bodyCount != declared) {
            // Told behind the last section, where the order of sections is known to be right.
            in.position = sectionEnd;
            return;
        }
        sections.codeOffset = in.position;
        if (known) {
            sections.bodies = null;
            in.position = sectionEnd;
        } else {
            sections.bodies = CodeReader.read(sections, in, bodyCount);
        }
    }
}
