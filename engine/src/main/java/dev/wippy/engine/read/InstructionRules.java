package dev.wippy.engine.read;

/** The rules of the instructions (section 3.4) that are more than a line; {@link FunctionValidator} applies them. */
abstract sealed class InstructionRules extends StackTyping permits FunctionValidator {
    static final int[] NONE = {};
    /** The results of blocks with one number or no result, by {@link ValType}. */
    private static final int[][] SINGLE = {NONE, {ValType.I32}, {ValType.I64}, {ValType.F32}, {ValType.F64}};

    final ModuleSections sections;
    int calls;
    int handlers;

    InstructionRules(ModuleDefinition module) {
        super(new InstructionCursor(module));
        sections = module.sections();
    }

    // Numbers, memories' accesses, variables

    final void numeric(int opcode) {
        int second = Signatures.second(opcode);
        if (second != ValType.BOTTOM) {
            pop(second);
        }
        pop(Signatures.first(opcode));
        push(Signatures.result(opcode));
    }

    final void memoryAccess(int opcode) {
        known("memory", cursor.index, sections.memories.size());
        int width = MemoryAccess.width(opcode);
        if (cursor.second > width) {
            throw invalid("alignment must not be larger than natural: 2^" + cursor.second + ", natural is 2^" + width);
        }
        if (cursor.value >>> 32 != 0) {
            throw invalid("offset out of range: " + Long.toUnsignedString(cursor.value));
        }
        if (MemoryAccess.isLoad(opcode)) {
            pop(ValType.I32);
            push(MemoryAccess.type(opcode));
        } else {
            pop(MemoryAccess.type(opcode));
            pop(ValType.I32);
        }
    }

    final int localGet(int local) {
        known("local", local, locals.count());
        int type = locals.type(local);
        if (!locals.isSet(local, type)) {
            throw invalid("uninitialized local " + local + " of type " + ValType.describe(type));
        }
        return type;
    }

    final int localSet(int local) {
        known("local", local, locals.count());
        int type = locals.type(local);
        pop(type);
        locals.set(local);
        return type;
    }

    final ExternType.Global global(int index) {
        known("global", index, sections.globals.size());
        return sections.globals.get(index);
    }

    final void globalSet(ExternType.Global global) {
        if (!global.mutable()) {
            throw invalid("immutable global " + cursor.index);
        }
        pop(global.value());
    }

    final void select() {
        pop(ValType.I32);
        int second = numeric();
        int first = numeric();
        if (first != second && first != ValType.BOTTOM && second != ValType.BOTTOM) {
            throw invalid("type mismatch: instruction requires [" + ValType.describe(first) + "] but stack has ["
                    + ValType.describe(second) + "]");
        }
        push(first == ValType.BOTTOM ? second : first);
    }

    final int numeric() {
        int type = pop();
        if (ValType.isReference(type)) {
            throw invalid("type mismatch: instruction requires numeric or vector type but stack has "
                    + ValType.describe(type));
        }
        return type;
    }

    static int nonNull(int type) {
        return type == ValType.BOTTOM ? ValType.reference(ValType.BOTTOM_HEAP, false) : ValType.nonNull(type);
    }

    final int functionReference(int function) {
        known("function", function, sections.functions.size());
        if (!sections.references.get(function)) {
            throw invalid("undeclared function reference " + function);
        }
        return ValType.reference(ValType.heapOfIndex(sections.types.canonical(sections.functions.get(function))),
                false);
    }

    // Blocks and branches

    final void block(int opcode) {
        int[] parameters = NONE;
        int[] results;
        if (cursor.index != InstructionCursor.NO_INDEX) {
            FunctionType type = sections.types.get(cursor.index);
            parameters = type.parameters();
            results = type.results();
        } else {
            results = cursor.type < SINGLE.length ? SINGLE[cursor.type] : new int[]{cursor.type};
        }
        popAll(parameters);
        enter(opcode, parameters, results);
    }

    final void tryTable() {
        handlers++;
        for (int clause = 0; clause < cursor.catchCount(); clause++) {
            int kind = cursor.catchKind(clause);
            int[] carried = NONE;
            if (kind <= InstructionCursor.CATCH_REF) {
                int tag = cursor.catchTag(clause);
                known("tag", tag, sections.tags.size());
                carried = sections.types.get(sections.tags.get(tag).typeIndex()).parameters();
            }
            boolean reference = kind == InstructionCursor.CATCH_REF || kind == InstructionCursor.CATCH_ALL_REF;
            checkHandler(carried, reference, control.labelTypes(target(cursor.catchLabel(clause))));
        }
        block(Opcode.TRY_TABLE);
    }

    /** Whether the label takes what a handler gives it: what the exception carries, and the exception if asked for. */
    final void checkHandler(int[] carried, boolean reference, int[] label) {
        int count = carried.length + (reference ? 1 : 0);
        boolean matches = count == label.length;
        for (int i = 0; matches && i < carried.length; i++) {
            matches = ValType.matches(carried[i], label[i]);
        }
        if (matches && reference) {
            matches = ValType.matches(ValType.nonNull(ValType.EXNREF), label[count - 1]);
        }
        if (!matches) {
            throw invalid("type mismatch: label requires " + ValType.describe(label) + " but catch handler has "
                    + ValType.describe(carried) + (reference ? " and (ref exn)" : ""));
        }
    }

    /** A branch that may not be taken: its operands stay, as the label types them. */
    final void branchOver(int[] types) {
        if (types.length > 0) {
            popAll(types);
            pushAll(types);
        }
    }

    final void branchTable() {
        pop(ValType.I32);
        int last = cursor.targetCount() - 1;
        int[] types = control.labelTypes(target(cursor.target(last)));
        check(types);
        int checked = cursor.target(last);
        for (int i = 0; i < last; i++) {
            int label = cursor.target(i);
            if (label != checked) {
                checked = label;
                int[] others = control.labelTypes(target(label));
                if (others.length != types.length) {
                    throw invalid("type mismatch: instruction requires " + ValType.describe(types)
                            + " but label " + label + " has " + ValType.describe(others));
                }
                check(others);
            }
        }
        popAll(types);
        unreachable();
    }

    final void branchOnNull() {
        int type = popReference();
        branchOver(control.labelTypes(target(cursor.index)));
        push(nonNull(type));
    }

    final void branchOnNonNull() {
        int[] types = control.labelTypes(target(cursor.index));
        int last = types.length - 1;
        if (last < 0 || !ValType.isReference(types[last])) {
            throw invalid("type mismatch: instruction requires reference type but label has "
                    + ValType.describe(types));
        }
        pop(types[last] | ValType.NULLABLE);
        for (int i = last - 1; i >= 0; i--) {
            pop(types[i]);
        }
        for (int i = 0; i < last; i++) {
            push(types[i]);
        }
    }

    // Calls

    final FunctionType calledFunction() {
        known("function", cursor.index, sections.functions.size());
        return sections.types.get(sections.functions.get(cursor.index));
    }

    final FunctionType indirectType() {
        int element = tableElement(cursor.second);
        known("type", cursor.index, sections.types.count());
        if (!ValType.isFunction(element)) {
            throw invalid("type mismatch: instruction requires table of function type but table has element type "
                    + ValType.describe(element));
        }
        pop(ValType.I32);
        return sections.types.get(cursor.index);
    }

    final FunctionType referenceType() {
        known("type", cursor.index, sections.types.count());
        pop(ValType.reference(ValType.heapOfIndex(sections.types.canonical(cursor.index)), true));
        return sections.types.get(cursor.index);
    }

    final void call(FunctionType type) {
        calls++;
        popAll(type.parameters());
        pushAll(type.results());
    }

    final void tailCall(FunctionType type) {
        calls++;
        int[] returned = type.results();
        int[] required = control.results[0];
        boolean matches = returned.length == required.length;
        for (int i = 0; matches && i < returned.length; i++) {
            matches = ValType.matches(returned[i], required[i]);
        }
        if (!matches) {
            throw invalid("type mismatch: current function requires result type " + ValType.describe(required)
                    + " but callee returns " + ValType.describe(returned));
        }
        popAll(type.parameters());
        unreachable();
    }

    // Memories and tables

    final void bulkMemory(int opcode) {
        switch (opcode) {
            case Opcode.MEMORY_INIT -> {
                known("memory", cursor.second, sections.memories.size());
                dataSegment();
            }
            case Opcode.DATA_DROP -> {
                dataSegment();
                return;
            }
            case Opcode.MEMORY_COPY -> {
                known("memory", cursor.index, sections.memories.size());
                known("memory", cursor.second, sections.memories.size());
            }
            default -> known("memory", cursor.index, sections.memories.size());
        }
        popThreeIndices();
    }

    final void dataSegment() {
        if (sections.dataCount < 0) {
            throw invalid("data count section required");
        }
        known("data segment", cursor.index, (int) sections.dataCount);
    }

    final void popThreeIndices() {
        pop(ValType.I32);
        pop(ValType.I32);
        pop(ValType.I32);
    }

    final int tableElement(int table) {
        known("table", table, sections.tables.size());
        return sections.tables.get(table).element();
    }

    final void table(int opcode) {
        switch (opcode) {
            case Opcode.TABLE_GET -> {
                int element = tableElement(cursor.index);
                pop(ValType.I32);
                push(element);
            }
            case Opcode.TABLE_SET -> {
                pop(tableElement(cursor.index));
                pop(ValType.I32);
            }
            case Opcode.TABLE_GROW -> {
                int element = tableElement(cursor.index);
                pop(ValType.I32);
                pop(element);
                push(ValType.I32);
            }
            case Opcode.TABLE_SIZE -> {
                known("table", cursor.index, sections.tables.size());
                push(ValType.I32);
            }
            case Opcode.TABLE_FILL -> {
                int element = tableElement(cursor.index);
                pop(ValType.I32);
                pop(element);
                pop(ValType.I32);
            }
            case Opcode.TABLE_COPY -> {
                checkElements("source", tableElement(cursor.second), tableElement(cursor.index));
                popThreeIndices();
            }
            case Opcode.TABLE_INIT -> {
                int element = tableElement(cursor.second);
                checkElements("segment", segmentType(), element);
                popThreeIndices();
            }
            default -> segmentType();
        }
    }

    final int segmentType() {
        known("elem segment", cursor.index, sections.elements.size());
        return sections.elements.get(cursor.index).type();
    }

    final void checkElements(String from, int type, int table) {
        if (!ValType.matches(type, table)) {
            throw invalid("type mismatch: " + from + " element type " + ValType.describe(type)
                    + " does not match destination element type " + ValType.describe(table));
        }
    }
}
