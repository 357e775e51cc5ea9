package dev.wippy.engine.read;

import dev.wippy.engine.read.ConstantExpression.Arithmetic;
import dev.wippy.engine.read.ConstantExpression.Operation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Fills sections from what {@link SectionsWriter} wrote. It validates nothing. */
final class SectionsLoader {
    private final ModuleSections sections;
    private final FormReader in;

    SectionsLoader(ModuleSections sections, FormReader in) {
        this.sections = sections;
        this.in = in;
    }

    void read() {
        int types = in.count(Integer.BYTES);
        for (int i = 0; i < types; i++) {
            int canonical = in.number();
            if (canonical == i) {
                sections.types.add(in.numbers(), in.numbers());
            } else {
                sections.types.addEqual(canonical);
            }
        }
        sections.functions.addAll(in.numbers());
        readCounts();
        for (int left = in.count(Long.BYTES); left > 0; left--) {
            sections.tables.add(table());
        }
        for (int left = in.count(Integer.BYTES); left > 0; left--) {
            sections.tableStarts.add(Optional.ofNullable(expression()));
        }
        for (int left = in.count(Long.BYTES); left > 0; left--) {
            sections.memories.add(memory());
        }
        for (int left = in.count(Long.BYTES); left > 0; left--) {
            sections.globals.add(global());
        }
        sections.globalStarts.addAll(expressions());
        for (int left = in.count(Integer.BYTES); left > 0; left--) {
            sections.tags.add(tag());
        }
        readLinks();
        readElements();
        readData();
        sections.references.or(BitSet.valueOf(in.larges()));
    }

    private void readCounts() {
        sections.importedFunctions = in.number();
        sections.importedTables = in.number();
        sections.importedMemories = in.number();
        sections.importedGlobals = in.number();
        sections.importedTags = in.number();
        sections.start = in.number();
        sections.codeOffset = in.number();
        sections.namesOffset = in.number();
        sections.namesEnd = in.number();
        sections.dataCount = in.large();
        sections.bodies = null;
    }

    private void readLinks() {
        ModuleImport[] imports = new ModuleImport[in.count(2 * Integer.BYTES)];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = new ModuleImport(in.text(), in.text(), externType());
        }
        sections.imports = List.of(imports);
        ModuleExport.Kind[] kinds = ModuleExport.Kind.values();
        ModuleExport[] exports = new ModuleExport[in.count(2 * Integer.BYTES)];
        for (int i = 0; i < exports.length; i++) {
            exports[i] = new ModuleExport(in.text(), kinds[in.number()], in.number());
        }
        sections.exports = List.of(exports);
    }

    private ExternType externType() {
        return switch (in.number()) {
            case SectionsWriter.FUNCTION -> new ExternType.Function(in.number());
            case SectionsWriter.TABLE -> table();
            case SectionsWriter.MEMORY -> memory();
            case SectionsWriter.GLOBAL -> global();
            case SectionsWriter.TAG -> tag();
            default -> throw new IllegalArgumentException("no kind of import");
        };
    }

    private ExternType.Table table() {
        return new ExternType.Table(in.number(), in.large(), maximum());
    }

    private ExternType.Memory memory() {
        return new ExternType.Memory(in.large(), maximum());
    }

    private OptionalLong maximum() {
        long maximum = in.large();
        return maximum == SectionsWriter.NONE ? OptionalLong.empty() : OptionalLong.of(maximum);
    }

    private ExternType.Global global() {
        return new ExternType.Global(in.number(), in.flag());
    }

    private ExternType.Tag tag() {
        return new ExternType.Tag(in.number());
    }

    private void readElements() {
        ElementSegment.Mode[] modes = ElementSegment.Mode.values();
        ElementSegment[] elements = new ElementSegment[in.count(4 * Integer.BYTES)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = new ElementSegment(modes[in.number()], in.number(), in.number(),
                    Optional.ofNullable(expression()), in.flag()
                            ? new ElementSegment.Functions(in.numbers())
                            : new ElementSegment.Expressions(expressions()));
        }
        sections.elements = List.of(elements);
    }

    private void readData() {
        int[] addresses = in.numbers();
        int[] offsets = in.numbers();
        int[] lengths = in.numbers();
        Map<Integer, DataSegment> others = new HashMap<>();
        for (int left = in.count(2 * Integer.BYTES); left > 0; left--) {
            int index = in.number();
            others.put(index, new DataSegment(in.number(), Optional.ofNullable(expression()), offsets[index],
                    lengths[index]));
        }
        sections.data = new DataSegments(addresses, offsets, lengths, others);
    }

    private List<ConstantExpression> expressions() {
        List<ConstantExpression> expressions = new ArrayList<>();
        for (int left = in.count(2 * Integer.BYTES); left > 0; left--) {
            ConstantExpression expression = expression();
            if (expression == null) {
                throw new IllegalArgumentException("an expression is missing");
            }
            expressions.add(expression);
        }
        return expressions;
    }

    private @Nullable ConstantExpression expression() {
        int count = in.number();
        if (count == SectionsWriter.NONE) {
            return null;
        }
        int type = in.number();
        if (count == 1) {
            return new ConstantExpression(type, List.of(operation()));
        }
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(operation());
        }
        return new ConstantExpression(type, List.copyOf(operations));
    }

    private Operation operation() {
        int kind = in.number();
        int value = in.number();
        return switch (kind) {
            case SectionsWriter.NUMBER -> new ConstantExpression.Number(value, in.large());
            case SectionsWriter.NULL -> new ConstantExpression.Null(value);
            case SectionsWriter.REFERENCE -> new ConstantExpression.Function(value);
            case SectionsWriter.GLOBAL_VALUE -> new ConstantExpression.Global(value);
            case SectionsWriter.ARITHMETIC -> Arithmetic.values()[value];
            default -> throw new IllegalArgumentException("no kind of operation");
        };
    }
}
