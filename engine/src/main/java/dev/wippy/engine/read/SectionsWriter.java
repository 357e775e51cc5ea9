package dev.wippy.engine.read;

import dev.wippy.engine.read.ConstantExpression.Arithmetic;
import dev.wippy.engine.read.ConstantExpression.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes sections in the order in which {@link SectionsLoader} reads them. */
final class SectionsWriter {
    static final int FUNCTION = 0;
    static final int TABLE = 1;
    static final int MEMORY = 2;
    static final int GLOBAL = 3;
    static final int TAG = 4;
    static final int NUMBER = 0;
    static final int NULL = 1;
    static final int REFERENCE = 2;
    static final int GLOBAL_VALUE = 3;
    static final int ARITHMETIC = 4;
    static final int NONE = -1;

    private final ModuleSections sections;
    private final FormWriter out;

    SectionsWriter(ModuleSections sections, FormWriter out) {
        this.sections = sections;
        this.out = out;
    }

    void write() {
        writeTypes();
        out.numbers(sections.functions.toArray());
        writeCounts();
        out.number(sections.tables.size());
        sections.tables.forEach(this::write);
        writeOptional(sections.tableStarts);
        out.number(sections.memories.size());
        sections.memories.forEach(this::write);
        out.number(sections.globals.size());
        sections.globals.forEach(this::write);
        write(sections.globalStarts);
        out.number(sections.tags.size());
        sections.tags.forEach(this::write);
        writeLinks();
        out.number(sections.elements.size());
        sections.elements.forEach(this::write);
        writeData();
        out.large(sections.references.toLongArray());
    }

    private void writeTypes() {
        out.number(sections.types.count());
        for (int i = 0; i < sections.types.count(); i++) {
            int canonical = sections.types.canonical(i);
            out.number(canonical);
            if (canonical == i) {
                FunctionType type = sections.types.get(i);
                out.numbers(type.parameters());
                out.numbers(type.results());
            }
        }
    }

    private void writeCounts() {
        out.number(sections.importedFunctions);
        out.number(sections.importedTables);
        out.number(sections.importedMemories);
        out.number(sections.importedGlobals);
        out.number(sections.importedTags);
        out.number(sections.start);
        out.number(sections.codeOffset);
        out.number(sections.namesOffset);
        out.number(sections.namesEnd);
        out.large(sections.dataCount);
    }

    private void writeLinks() {
        out.number(sections.imports.size());
        for (ModuleImport imported : sections.imports) {
            out.text(imported.module());
            out.text(imported.name());
            switch (imported.type()) {
                case ExternType.Function(int index) -> typed(FUNCTION, index);
                case ExternType.Table type -> {
                    out.number(TABLE);
                    write(type);
                }
                case ExternType.Memory type -> {
                    out.number(MEMORY);
                    write(type);
                }
                case ExternType.Global type -> {
                    out.number(GLOBAL);
                    write(type);
                }
                case ExternType.Tag(int index) -> typed(TAG, index);
            }
        }
        out.number(sections.exports.size());
        for (ModuleExport export : sections.exports) {
            out.text(export.name());
            typed(export.kind().ordinal(), export.index());
        }
    }

    private void typed(int kind, int index) {
        out.number(kind);
        out.number(index);
    }

    private void write(ExternType.Table type) {
        out.number(type.element());
        limits(type.minimum(), type.maximum());
    }

    private void write(ExternType.Memory type) {
        limits(type.minimum(), type.maximum());
    }

    private void limits(long minimum, OptionalLong maximum) {
        out.large(minimum);
        out.large(maximum.orElse(NONE));
    }

    private void write(ExternType.Global type) {
        out.number(type.value());
        out.flag(type.mutable());
    }

    private void write(ExternType.Tag type) {
        out.number(type.typeIndex());
    }

    private void write(ElementSegment segment) {
        out.number(segment.mode().ordinal());
        typed(segment.type(), segment.table());
        write(segment.offset());
        switch (segment.elements()) {
            case ElementSegment.Functions functions -> {
                out.flag(true);
                out.numbers(functions.functions());
            }
            case ElementSegment.Expressions(var expressions) -> {
                out.flag(false);
                write(expressions);
            }
        }
    }

    private void writeData() {
        DataSegments data = sections.data;
        out.numbers(data.addresses());
        out.numbers(data.offsets());
        out.numbers(data.lengths());
        out.number(data.others().size());
        for (Map.Entry<Integer, DataSegment> other : data.others().entrySet()) {
            typed(other.getKey(), other.getValue().memory());
            write(other.getValue().address());
        }
    }

    private void write(List<ConstantExpression> expressions) {
        out.number(expressions.size());
        expressions.forEach(this::write);
    }

    private void writeOptional(List<Optional<ConstantExpression>> expressions) {
        out.number(expressions.size());
        expressions.forEach(this::write);
    }

    private void write(Optional<ConstantExpression> expression) {
        expression.ifPresentOrElse(this::write, () -> out.number(NONE));
    }

    private void write(ConstantExpression expression) {
        out.number(expression.operations().size());
        out.number(expression.type());
        for (Operation operation : expression.operations()) {
            switch (operation) {
                case ConstantExpression.Number(int type, long bits) -> {
                    typed(NUMBER, type);
                    out.large(bits);
                }
                case ConstantExpression.Null(int type) -> typed(NULL, type);
                case ConstantExpression.Function(int function) -> typed(REFERENCE, function);
                case ConstantExpression.Global(int global) -> typed(GLOBAL_VALUE, global);
                case Arithmetic arithmetic -> typed(ARITHMETIC, arithmetic.ordinal());
            }
        }
    }
}
