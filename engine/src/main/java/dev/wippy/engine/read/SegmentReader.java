package dev.wippy.engine.read;

import dev.wippy.engine.read.ElementSegment.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads element and data segments (sections 5.5.12 and 5.5.14). */
final class SegmentReader {
    /** The bits of the number that an element segment starts with. */
    private static final int NOT_ACTIVE = 1;
    private static final int EXPLICIT = 2;
    private static final int EXPRESSIONS = 4;

    private final ModuleSections sections;
    private final SectionReader in;
    private final ConstantReader constants;

    SegmentReader(ModuleSections sections, SectionReader in, ConstantReader constants) {
        this.sections = sections;
        this.in = in;
        this.constants = constants;
    }

    void readElements() {
        var elements = new ArrayList<ElementSegment>();
        for (int left = in.count(); left > 0; left--) {
            elements.add(readElement());
        }
        sections.elements = List.copyOf(elements);
    }

    private ElementSegment readElement() {
        int start = in.position;
        int flags = in.u32();
        if (Integer.compareUnsigned(flags, 7) > 0) {
            throw in.invalid("malformed elements segment kind " + Integer.toUnsignedString(flags), start);
        }
        boolean active = (flags & NOT_ACTIVE) == 0;
        boolean explicit = (flags & EXPLICIT) != 0;
        Mode mode = active ? Mode.ACTIVE : explicit ? Mode.DECLARATIVE : Mode.PASSIVE;
        int table = 0;
        Optional<ConstantExpression> offset = Optional.empty();
        if (active) {
            table = explicit ? in.u32() : 0;
            in.known("table", table, sections.tables.size(), start);
            offset = Optional.of(constants.read(ValType.I32));
        }
        boolean expressions = (flags & EXPRESSIONS) != 0;
        int type = type(flags);
        if (active && !ValType.matches(type, sections.tables.get(table).element())) {
            throw in.invalid("type mismatch: element segment's type " + ValType.describe(type)
                    + " does not match table's element type " + ValType.describe(sections.tables.get(table).element()),
                    start);
        }
        return new ElementSegment(mode, type, table, offset, expressions ? expressions(type) : functions());
    }

    private int type(int flags) {
        if ((flags & EXPRESSIONS) != 0) {
            return (flags & ~EXPRESSIONS) == 0 ? ValType.FUNCREF : in.referenceType(sections.types);
        }
        int start = in.position;
        if (flags != 0 && in.u8() != 0) {
            throw in.invalid("malformed element kind", start);
        }
        return ValType.nonNull(ValType.FUNCREF);
    }

    private ElementSegment.Elements functions() {
        int[] functions = new int[in.count()];
        for (int i = 0; i < functions.length; i++) {
            int start = in.position;
            functions[i] = in.u32();
            in.known("function", functions[i], sections.functions.size(), start);
            sections.references.set(functions[i]);
        }
        return new ElementSegment.Functions(functions);
    }

    private ElementSegment.Elements expressions(int type) {
        int count = in.count();
        var expressions = new ArrayList<ConstantExpression>();
        var functions = new IntList();
        for (int i = 0; i < count; i++) {
            var expression = constants.read(type);
            if (expressions.isEmpty() && addFunction(expression, functions)) {
                continue;
            }
            for (int known = 0; expressions.isEmpty() && known < functions.size(); known++) {
                expressions.add(asExpression(functions.get(known), type));
            }
            expressions.add(expression);
        }
        return expressions.isEmpty()
                ? new ElementSegment.Functions(functions.toArray())
                : new ElementSegment.Expressions(List.copyOf(expressions));
    }

    private static boolean addFunction(ConstantExpression expression, IntList functions) {
        if (expression.operations().size() != 1) {
            return false;
        }
        switch (expression.operations().getFirst()) {
            case ConstantExpression.Function(int function) -> functions.add(function);
            case ConstantExpression.Null _ -> functions.add(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private ConstantExpression asExpression(int function, int type) {
        if (function < 0) {
            return new ConstantExpression(type, List.of(new ConstantExpression.Null(type)));
        }
        int functionType = sections.types.canonical(sections.functions.get(function));
        return new ConstantExpression(ValType.reference(ValType.heapOfIndex(functionType), false),
                List.of(new ConstantExpression.Function(function)));
    }

    void readData() {
        var data = new ArrayList<DataSegment>();
        for (int left = in.count(); left > 0; left--) {
            data.add(readSegment());
        }
        sections.data = DataSegments.of(data);
    }

    private DataSegment readSegment() {
        int start = in.position;
        int kind = in.u32();
        if (Integer.compareUnsigned(kind, 2) > 0) {
            throw in.invalid("malformed data segment kind " + Integer.toUnsignedString(kind), start);
        }
        int memory = kind == 2 ? in.u32() : 0;
        Optional<ConstantExpression> address = Optional.empty();
        if (kind != 1) {
            in.known("memory", memory, sections.memories.size(), start);
            address = Optional.of(constants.read(ValType.I32));
        }
        int length = in.count();
        int offset = in.position;
        in.skip(length);
        return new DataSegment(memory, address, offset, length);
    }
}
