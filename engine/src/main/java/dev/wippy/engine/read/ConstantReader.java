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
        var operations = new ArrayList<Operation>(1);
        var stack = new IntList();
        while (true) {
            if (!cursor.next()) {
                throw in.invalid("unexpected end of section or function", in.limit);
            }
            if (cursor.opcode() == Opcode.END) {
                break;
            }
            operations.add(operation(stack));
        }
        in.position = cursor.position;
        int[] left = stack.toArray();
        if (left.length != 1 || !ValType.matches(left[0], expected)) {
            throw in.invalid("type mismatch: block requires [" + ValType.describe(expected) + "] but stack has "
                    + ValType.describe(left), start);
        }
        return new ConstantExpression(left[0], List.copyOf(operations));
    }

    private Operation operation(IntList stack) {
        return switch (cursor.opcode()) {
            case Opcode.I32_CONST -> number(ValType.I32, stack);
            case Opcode.I64_CONST -> number(ValType.I64, stack);
            case Opcode.F32_CONST -> number(ValType.F32, stack);
            case Opcode.F64_CONST -> number(ValType.F64, stack);
            case Opcode.REF_NULL -> {
                stack.add(cursor.valType());
                yield new ConstantExpression.Null(cursor.valType());
            }
            case Opcode.REF_FUNC -> function(stack);
            case Opcode.GLOBAL_GET -> global(stack);
            case Opcode.I32_ADD -> arithmetic(Arithmetic.I32_ADD, ValType.I32, stack);
            case Opcode.I32_SUB -> arithmetic(Arithmetic.I32_SUB, ValType.I32, stack);
            case Opcode.I32_MUL -> arithmetic(Arithmetic.I32_MUL, ValType.I32, stack);
            case Opcode.I64_ADD -> arithmetic(Arithmetic.I64_ADD, ValType.I64, stack);
            case Opcode.I64_SUB -> arithmetic(Arithmetic.I64_SUB, ValType.I64, stack);
            case Opcode.I64_MUL -> arithmetic(Arithmetic.I64_MUL, ValType.I64, stack);
            default -> throw in.invalid("constant expression required, found " + Opcode.mnemonic(cursor.opcode()),
                    cursor.offset());
        };
    }

    private Operation number(int type, IntList stack) {
        stack.add(type);
        return new ConstantExpression.Number(type, cursor.value());
    }

    private Operation function(IntList stack) {
        int function = cursor.index();
        in.known("function", function, sections.functions.size(), cursor.offset());
        sections.references.set(function);
        int type = sections.types.canonical(sections.functions.get(function));
        stack.add(ValType.reference(ValType.heapOfIndex(type), false));
        return new ConstantExpression.Function(function);
    }

    private Operation global(IntList stack) {
        int global = cursor.index();
        in.known("global", global, sections.globals.size(), cursor.offset());
        var type = sections.globals.get(global);
        if (type.mutable()) {
            throw in.invalid("constant expression required, found global.get of a mutable global", cursor.offset());
        }
        stack.add(type.value());
        return new ConstantExpression.Global(global);
    }

    private Operation arithmetic(Arithmetic operation, int type, IntList stack) {
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
