package dev.wippy.component.binary;

import dev.wippy.component.error.ComponentFormatException;
import dev.wippy.component.types.ModuleType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreModule.CoreImport;
import dev.wippy.engine.CoreType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a core module's binary says of its imports and exports, without its code. It does not validate; what it
 * reads of a module that is not valid is of no use, but harmless.
 */
public final class CoreModuleReader {
    private final byte[] bytes;
    private final List<CoreExternType.Function> types = new ArrayList<>();
    private final List<CoreExternType> functions = new ArrayList<>();
    private final List<CoreExternType> tables = new ArrayList<>();
    private final List<CoreExternType> memories = new ArrayList<>();
    private final List<CoreExternType> globals = new ArrayList<>();
    private final List<CoreExternType> tags = new ArrayList<>();
    private final List<CoreImport> imports = new ArrayList<>();
    private final List<CoreExport> exports = new ArrayList<>();
    private final Set<String> features = new TreeSet<>();
    private static final CoreExternType.Function UNKNOWN = new CoreExternType.Function(List.of(), List.of());

    private CoreModuleReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What a module is.
     *
     * @param type its imports and exports
     * @param features what it uses beyond the first version of WebAssembly, as far as its types, its sections and what
     *     its compiler left behind tell
     */
    public record Summary(ModuleType.Declared type, List<String> features) {
        public Summary {
            features = List.copyOf(features);
        }
    }

    /**
     * Reads a module.
     *
     * @throws ComponentFormatException if a section breaks the binary format
     */
    public static Summary read(byte[] bytes) {
        CoreModuleReader reader = new CoreModuleReader(bytes);
        reader.sections();
        return new Summary(new ModuleType.Declared(reader.imports, reader.exports), List.copyOf(reader.features));
    }

    private void sections() {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        in.skip(8, "the preamble");
        while (!in.atEnd()) {
            int id = in.u8("a section's id");
            ByteReader section = in.part(in.u32("the size of section " + id), "section " + id);
            switch (id) {
                case 0 -> custom(section);
                case 1 -> each(section, "types", () -> type(CoreTypeParser.type(section, 0)));
                case 2 -> each(section, "imports", () -> importOf(section));
                case 3 -> each(section, "functions", () -> functions.add(function(section)));
                case 4 -> tables(section);
                case 5 -> each(section, "memories", () -> memories.add(memory(section)));
                case 6 -> globals(section);
                case 7 -> each(section, "exports", () -> exportOf(section));
                case 12 -> features.add("bulk-memory");
                case 13 -> each(section, "tags", () -> tags.add(tag(section)));
                default -> {}
            }
        }
        if (memories.size() > 1) {
            features.add("multi-memory");
        }
        if (tables.size() > 1) {
            features.add("reference-types");
        }
    }

    private static void each(ByteReader in, String what, Runnable element) {
        int count = in.count(what);
        for (int i = 0; i < count; i++) {
            element.run();
        }
    }

    /** What compilers say that they used (tool conventions, <em>Target Features Section</em>). */
    private void custom(ByteReader in) {
        if (!in.name("the name of a custom section").equals("target_features")) {
            return;
        }
        try {
            each(in, "features", () -> {
                boolean used = in.u8("a prefix") == '+';
                String feature = in.name("a feature");
                if (used) {
                    features.add(feature);
                }
            });
        } catch (ComponentFormatException _) {
            features.add("unknown");
        }
    }

    private void type(CoreTypeDeclaration declaration) {
        switch (declaration) {
            case CoreTypeDeclaration.Function(var function) -> {
                if (function.results().size() > 1) {
                    features.add("multivalue");
                }
                function.parameters().forEach(this::value);
                function.results().forEach(this::value);
                types.add(function);
            }
            case CoreTypeDeclaration.Group(var members) -> {
                features.add("gc");
                members.forEach(this::type);
            }
            case CoreTypeDeclaration.Other _,CoreTypeDeclaration.Module _ -> {
                features.add("gc");
                types.add(UNKNOWN);
            }
        }
    }

    private void value(CoreType type) {
        switch (type) {
            case V128 -> features.add("simd128");
            case EXTERNREF, FUNCREF -> features.add("reference-types");
            case EXNREF -> features.add("exception-handling");
            case REF -> features.add("function-references");
            case I32, I64, F32, F64 -> {}
        }
    }

    private CoreExternType.Function function(ByteReader in) {
        int at = in.position();
        int index = in.u32("a type's index");
        if (Integer.compareUnsigned(index, types.size()) >= 0) {
            throw new ComponentFormatException(at, "type " + Integer.toUnsignedString(index) + " is not defined");
        }
        return types.get(index);
    }

    private void importOf(ByteReader in) {
        String module = in.name("an import's module");
        String name = in.name("an import's name");
        int at = in.position();
        CoreExternType type = switch (in.u8("an import's sort")) {
            case 0x00 -> add(functions, function(in));
            case 0x01 -> add(tables, table(in));
            case 0x02 -> add(memories, memory(in));
            case 0x03 -> add(globals, global(in));
            case 0x04 -> add(tags, tag(in));
            default -> throw in.unknown(at, "an import's sort, which is 0x00 to 0x04");
        };
        imports.add(new CoreImport(module, name, type));
    }

    private static CoreExternType add(List<CoreExternType> to, CoreExternType type) {
        to.add(type);
        return type;
    }

    private CoreExternType table(ByteReader in) {
        CoreType element = CoreTypeParser.valueType(in);
        if (element != CoreType.FUNCREF) {
            value(element);
        }
        Limits limits = limits(in);
        return new CoreExternType.Table(element, limits.minimum, limits.maximum);
    }

    private CoreExternType memory(ByteReader in) {
        Limits limits = limits(in);
        return new CoreExternType.Memory(limits.minimum, limits.maximum, limits.shared);
    }

    private CoreExternType global(ByteReader in) {
        CoreType type = CoreTypeParser.valueType(in);
        value(type);
        return new CoreExternType.Global(type, in.flag("whether it is mutable"));
    }

    private CoreExternType tag(ByteReader in) {
        features.add("exception-handling");
        in.expect(0x00, "the attribute of a tag, which is 0x00");
        return new CoreExternType.Tag(function(in));
    }

    private record Limits(long minimum, OptionalLong maximum, boolean shared) {}

    private Limits limits(ByteReader in) {
        int flags = in.u8("limits");
        boolean wide = (flags & 0x04) != 0;
        boolean shared = (flags & 0x02) != 0;
        if (wide) {
            features.add("memory64");
        }
        if (shared) {
            features.add("atomics");
        }
        long minimum = size(in, wide);
        return new Limits(minimum, (flags & 0x01) != 0 ? OptionalLong.of(size(in, wide)) : OptionalLong.empty(),
                shared);
    }

    private static long size(ByteReader in, boolean wide) {
        return wide ? in.u64("a size") : Integer.toUnsignedLong(in.u32("a size"));
    }

    private void tables(ByteReader in) {
        each(in, "tables", () -> {
            if (in.peek("a table") == 0x40) {
                in.expect(0x40, "a table with a value");
                in.expect(0x00, "a table with a value");
                tables.add(table(in));
                ConstantSkipper.skip(in);
            } else {
                tables.add(table(in));
            }
        });
    }

    private void globals(ByteReader in) {
        each(in, "globals", () -> {
            globals.add(global(in));
            ConstantSkipper.skip(in);
        });
    }

    private void exportOf(ByteReader in) {
        String name = in.name("an export's name");
        int at = in.position();
        List<CoreExternType> space = switch (in.u8("an export's sort")) {
            case 0x00 -> functions;
            case 0x01 -> tables;
            case 0x02 -> memories;
            case 0x03 -> globals;
            case 0x04 -> tags;
            default -> throw in.unknown(at, "an export's sort, which is 0x00 to 0x04");
        };
        int index = in.u32("an export's index");
        if (Integer.compareUnsigned(index, space.size()) >= 0) {
            throw new ComponentFormatException(at, "what is exported as '" + name + "' is not defined");
        }
        if (space == globals && space.get(index) instanceof CoreExternType.Global(_, boolean mutable) && mutable) {
            features.add("mutable-globals");
        }
        exports.add(new CoreExport(name, space.get(index)));
    }
}
