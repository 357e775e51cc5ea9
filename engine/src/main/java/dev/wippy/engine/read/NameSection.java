package dev.wippy.engine.read;

import dev.wippy.engine.InvalidModuleException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names in the custom section {@code name} (appendix A.4), read when first asked for. What is not well formed ends
 * the reading without an error: names never decide whether a module is valid.
 */
final class NameSection {
    private static final int MODULE = 0;
    private static final int FUNCTIONS = 1;

    private final ModuleSections sections;
    private volatile Names names = Names.UNREAD;

    NameSection(ModuleSections sections) {
        this.sections = sections;
    }

    Optional<String> module() {
        return names().module;
    }

    Optional<String> function(int index) {
        return Optional.ofNullable(names().functions.get(index));
    }

    private Names names() {
        Names known = names;
        if (known == Names.UNREAD) {
            known = read();
            names = known;
        }
        return known;
    }

    private Names read() {
        var functions = new HashMap<Integer, String>();
        Optional<String> module = Optional.empty();
        var reader = new SectionReader(sections.bytes, "name section");
        reader.position = sections.namesOffset;
        reader.limit = sections.namesEnd;
        try {
            while (reader.position < reader.limit) {
                int id = reader.u8();
                int end = reader.count() + reader.position;
                if (id == MODULE) {
                    module = Optional.of(reader.name());
                } else if (id == FUNCTIONS) {
                    readFunctions(reader, functions);
                }
                reader.position = end;
            }
        } catch (InvalidModuleException e) {
            // The names read so far stay: the section is for people only (appendix A.4).
        }
        nameAfterLinks(functions);
        return new Names(module, Map.copyOf(functions));
    }

    private static void readFunctions(SectionReader reader, Map<Integer, String> functions) {
        for (int left = reader.count(); left > 0; left--) {
            int index = reader.u32();
            functions.putIfAbsent(index, reader.name());
        }
    }

    private void nameAfterLinks(Map<Integer, String> functions) {
        for (ModuleExport export : sections.exports) {
            if (export.kind() == ModuleExport.Kind.FUNCTION) {
                functions.putIfAbsent(export.index(), export.name());
            }
        }
        int index = 0;
        for (ModuleImport imported : sections.imports) {
            if (imported.type() instanceof ExternType.Function) {
                functions.putIfAbsent(index++, imported.module() + "." + imported.name());
            }
        }
    }

    private record Names(Optional<String> module, Map<Integer, String> functions) {
        static final Names UNREAD = new Names(Optional.empty(), Map.of());
    }
}
