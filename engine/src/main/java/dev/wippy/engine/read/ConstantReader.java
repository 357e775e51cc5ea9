package dev.wippy.engine.read;

import dev.wippy.engine.read.ConstantExpression.Arithmetic;
import dev.wippy.engine.read.ConstantExpression.Operation;
import java.util.ArrayList;
import java.util.List;

/** Reads and validates constant expressions (section 3.4.14), extended ones included. */
final class ConstantReader {
    private final ModuleSections sections;
    private final SectionReader in;
    private final InstructionCursor cursor;
    private final IntList stack = new IntList();

    /** Reads at the position of a section reader, and moves it on. */
    ConstantReader(ModuleSections sections, SectionReader in) {
        this.sections = sections;
        this.in = in;
        this.cursor = new InstructionCursor(sections);
    }

    /** Reads an expression that has to leave a value of a type. */
    ConstantExpression read(int expected) {
        int start = in.position;
        cursor.begin(start, in.limit);
        stack.clear();
        List<Operation> operations = operations();
        in.position = cursor.position;
        if (stack.size() != 1 || !ValType.matches(stack.get(0), expected)) {
            throw in.invalid("type mismatch: block requires [" + ValType.describe(expected) + "] but stack has "
                    + ValType.describe(stack.toArray()), start);
        }
        return new ConstantExpression(stack.get(0), operations);
    }

    /** The operations up to the end: nearly always a single one. */
    private List<Operation> operations() {
        if (isEnd()) {
            return List.of();
        }
        Operation first = operation();
        if (isEnd()) {
            return List.of(first);
        }
        var operations = new ArrayList<Operation>();
        operations.add(first);
        do {
            operations.add(operation());
        } while (!isEnd());
        return List.copyOf(operations);
    }

    private boolean isEnd() {
        if (!cursor.next()) {
            throw in.invalid("unexpected end of section or function", in.limit);
        }
        return cursor.opcode() == Opcode.END;
    }

    private Operation operation() {
        return switch (cursor.opcode()) {
            case Opcode.I32_CONST -> number(ValType.I32);
            case Opcode.I64_CONST -> number(ValType.I64);
            case Opcode.F32_CONST -> number(ValType.F32);
            case Opcode.F64_CONST -> number(ValType.F64);
            case Opcode.REF_NULL -> {
                stack.add(cursor.valType());
                yield new ConstantExpression.Null(cursor.valType());
            }
            case Opcode.REF_FUNC -> function();
            case Opcode.GLOBAL_GET -> global();
            case Opcode.I32_ADD -> arithmetic(Arithmetic.I32_ADD, ValType.I32);
            case Opcode.I32_SUB -> arithmetic(Arithmetic.I32_SUB, ValType.I32);
            case Opcode.I32_MUL -> arithmetic(Arithmetic.I32_MUL, ValType.I32);
            case Opcode.I64_ADD -> arithmetic(Arithmetic.I64_ADD, ValType.I64);
            case Opcode.I64_SUB -> arithmetic(Arithmetic.I64_SUB, ValType.I64);
            case Opcode.I64_MUL -> arithmetic(Arithmetic.I64_MUL, ValType.I64);
            default -> throw in.invalid("constant expression required, found " + Opcode.mnemonic(cursor.opcode()),
                    cursor.offset());
        };
    }

    private Operation number(int type) {
        stack.add(type);
        return new ConstantExpression.Number(type, cursor.value());
    }

    private Operation function() {
        int function = cursor.index();
        in.known("function", function, sections.functions.size(), cursor.offset());
        sections.references.set(function);
        int type = sections.types.canonical(sections.functions.get(function));
        stack.add(ValType.reference(ValType.heapOfIndex(type), false));
        return new ConstantExpression.Function(function);
    }

    private Operation global() {
        int global = cursor.index();
        in.known("global", global, sections.globals.size(), cursor.offset());
        var type = sections.globals.get(global);
        if (type.mutable()) {
            throw in.invalid("constant expression required, found global.get of a mutable global", cursor.offset());
        }
        stack.add(type.value());
        return new ConstantExpression.Global(global);
    }

    private Operation arithmetic(Arithmetic operation, int type) {
        int size = stack.size();
        if (size < 2 || stack.get(size - 1) != type || stack.get(size - 2) != type) {
            String name = ValType.describe(type);
            throw in.invalid("type mismatch: instruction requires [" + name + " " + name + "] but stack has "
                    + ValType.describe(stack.toArray()), cursor.offset());
        }
        stack.removeLast();
        return operation;
    }
}
