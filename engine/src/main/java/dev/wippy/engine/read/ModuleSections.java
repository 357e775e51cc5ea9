package dev.wippy.engine.read;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sections while {@link ModuleReader} fills them; unchanged once it is done. */
final class ModuleSections {
    final byte[] bytes;
    final FunctionTypes types = new FunctionTypes();
    List<ModuleImport> imports = List.of();
    List<ModuleExport> exports = List.of();
    final IntList functions = new IntList();
    final List<ExternType.Table> tables = new ArrayList<>();
    final List<Optional<ConstantExpression>> tableStarts = new ArrayList<>();
    final List<ExternType.Memory> memories = new ArrayList<>();
    final List<ExternType.Global> globals = new ArrayList<>();
    final List<ConstantExpression> globalStarts = new ArrayList<>();
    final List<ExternType.Tag> tags = new ArrayList<>();
    int importedFunctions;
    int importedTables;
    int importedMemories;
    int importedGlobals;
    int importedTags;
    int start = -1;
    List<ElementSegment> elements = List.of();
    /** Null while they are not read. */
    volatile @Nullable List<FunctionBody> bodies = List.of();
    /** Where the first body is. */
    int codeOffset;
    DataSegments data = DataSegments.NONE;
    /** -1 without the section. */
    long dataCount = -1;
    /** The functions that stand in exports, segments or constant expressions. */
    final BitSet references = new BitSet();
    /** The contents of the name section; empty without one. */
    int namesOffset;
    int namesEnd;
    final NameSection names = new NameSection(this);

    ModuleSections(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bodies, read now where they are not yet. */
    List<FunctionBody> bodies() {
        List<FunctionBody> known = bodies;
        if (known == null) {
            // Threads that do this at once find the same.
            known = CodeReader.readLater(this);
            bodies = known;
        }
        return known;
    }
}
