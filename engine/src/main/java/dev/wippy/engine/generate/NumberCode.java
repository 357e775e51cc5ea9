package dev.wippy.engine.generate;

import static dev.wippy.engine.read.Opcode.*;

/**
 * Emits the instructions on numbers. Those that can trap, and those that Java computes otherwise for NaN, are calls of
 * methods of ours: an implicit {@code ArithmeticException} would lose its stack trace once it was thrown often.
 */
final class NumberCode {
    private static final String INTEGER = "java/lang/Integer";
    private static final String LONG_CLASS = "java/lang/Long";
    private static final String FLOAT_CLASS = "java/lang/Float";
    private static final String DOUBLE_CLASS = "java/lang/Double";
    private static final String MATH = "java/lang/Math";

    private NumberCode() {}

    /** Whether an instruction can trap, so that its place belongs into the table of lines. */
    static boolean traps(int opcode) {
        return opcode >= I32_DIV_S && opcode <= I32_REM_U || opcode >= I64_DIV_S && opcode <= I64_REM_U
                || opcode >= I32_TRUNC_F32_S && opcode <= I32_TRUNC_F64_U
                || opcode >= I64_TRUNC_F32_S && opcode <= I64_TRUNC_F64_U;
    }

    /** Emits an instruction whose operands are on the stack. */
    static void emit(CodeWriter code, int opcode) {
        switch (opcode) {
            case I32_CLZ -> unary(code, INTEGER, "numberOfLeadingZeros", "(I)I");
            case I32_CTZ -> unary(code, INTEGER, "numberOfTrailingZeros", "(I)I");
            case I32_POPCNT -> unary(code, INTEGER, "bitCount", "(I)I");
            case I32_ADD -> binary(code, Jvm.IADD);
            case I32_SUB -> binary(code, Jvm.ISUB);
            case I32_MUL -> binary(code, Jvm.IMUL);
            case I32_DIV_S -> binary(code, Names.NUMBERS, "divide", "(II)I");
            case I32_DIV_U -> binary(code, Names.NUMBERS, "divideUnsigned", "(II)I");
            case I32_REM_S -> binary(code, Names.NUMBERS, "remainder", "(II)I");
            case I32_REM_U -> binary(code, Names.NUMBERS, "remainderUnsigned", "(II)I");
            case I32_AND -> binary(code, Jvm.IAND);
            case I32_OR -> binary(code, Jvm.IOR);
            case I32_XOR -> binary(code, Jvm.IXOR);
            case I32_SHL -> binary(code, Jvm.ISHL);
            case I32_SHR_S -> binary(code, Jvm.ISHR);
            case I32_SHR_U -> binary(code, Jvm.IUSHR);
            case I32_ROTL -> binary(code, INTEGER, "rotateLeft", "(II)I");
            case I32_ROTR -> binary(code, INTEGER, "rotateRight", "(II)I");
            case I64_CLZ -> widened(code, "numberOfLeadingZeros");
            case I64_CTZ -> widened(code, "numberOfTrailingZeros");
            case I64_POPCNT -> widened(code, "bitCount");
            case I64_ADD -> binary(code, Jvm.IADD + 1);
            case I64_SUB -> binary(code, Jvm.ISUB + 1);
            case I64_MUL -> binary(code, Jvm.IMUL + 1);
            case I64_DIV_S -> binary(code, Names.NUMBERS, "divide", "(JJ)J");
            case I64_DIV_U -> binary(code, Names.NUMBERS, "divideUnsigned", "(JJ)J");
            case I64_REM_S -> binary(code, Names.NUMBERS, "remainder", "(JJ)J");
            case I64_REM_U -> binary(code, Names.NUMBERS, "remainderUnsigned", "(JJ)J");
            case I64_AND -> binary(code, Jvm.IAND + 1);
            case I64_OR -> binary(code, Jvm.IOR + 1);
            case I64_XOR -> binary(code, Jvm.IXOR + 1);
            case I64_SHL -> shift(code, Jvm.ISHL + 1);
            case I64_SHR_S -> shift(code, Jvm.ISHR + 1);
            case I64_SHR_U -> shift(code, Jvm.IUSHR + 1);
            case I64_ROTL -> rotate(code, "rotateLeft");
            case I64_ROTR -> rotate(code, "rotateRight");
            case F32_ABS -> unary(code, MATH, "abs", "(F)F");
            case F32_NEG -> code.op(Jvm.INEG + 2);
            case F32_CEIL -> unary(code, Names.NUMBERS, "ceil", "(F)F");
            case F32_FLOOR -> unary(code, Names.NUMBERS, "floor", "(F)F");
            case F32_TRUNC -> unary(code, Names.NUMBERS, "trunc", "(F)F");
            case F32_NEAREST -> unary(code, Names.NUMBERS, "nearest", "(F)F");
            case F32_SQRT -> unary(code, Names.NUMBERS, "sqrt", "(F)F");
            case F32_ADD -> binary(code, Jvm.IADD + 2);
            case F32_SUB -> binary(code, Jvm.ISUB + 2);
            case F32_MUL -> binary(code, Jvm.IMUL + 2);
            case F32_DIV -> binary(code, Jvm.FDIV);
            case F32_MIN -> binary(code, Names.NUMBERS, "min", "(FF)F");
            case F32_MAX -> binary(code, Names.NUMBERS, "max", "(FF)F");
            case F32_COPYSIGN -> binary(code, Names.NUMBERS, "copySign", "(FF)F");
            case F64_ABS -> unary(code, MATH, "abs", "(D)D");
            case F64_NEG -> code.op(Jvm.INEG + 3);
            case F64_CEIL -> unary(code, Names.NUMBERS, "ceil", "(D)D");
            case F64_FLOOR -> unary(code, Names.NUMBERS, "floor", "(D)D");
            case F64_TRUNC -> unary(code, Names.NUMBERS, "trunc", "(D)D");
            case F64_NEAREST -> unary(code, Names.NUMBERS, "nearest", "(D)D");
            case F64_SQRT -> unary(code, MATH, "sqrt", "(D)D");
            case F64_ADD -> binary(code, Jvm.IADD + 3);
            case F64_SUB -> binary(code, Jvm.ISUB + 3);
            case F64_MUL -> binary(code, Jvm.IMUL + 3);
            case F64_DIV -> binary(code, Jvm.FDIV + 1);
            case F64_MIN -> binary(code, Names.NUMBERS, "min", "(DD)D");
            case F64_MAX -> binary(code, Names.NUMBERS, "max", "(DD)D");
            case F64_COPYSIGN -> binary(code, Names.NUMBERS, "copySign", "(DD)D");
            default -> convert(code, opcode);
        }
    }

    private static void convert(CodeWriter code, int opcode) {
        switch (opcode) {
            case I32_WRAP_I64 -> to(code, Kind.INT, Jvm.L2I);
            case I32_TRUNC_F32_S -> to(code, Kind.INT, Names.NUMBERS, "truncate", "(F)I");
            case I32_TRUNC_F32_U -> to(code, Kind.INT, Names.NUMBERS, "truncateUnsigned", "(F)I");
            case I32_TRUNC_F64_S -> to(code, Kind.INT, Names.NUMBERS, "truncate", "(D)I");
            case I32_TRUNC_F64_U -> to(code, Kind.INT, Names.NUMBERS, "truncateUnsigned", "(D)I");
            case I64_EXTEND_I32_S -> to(code, Kind.LONG, Jvm.I2L);
            case I64_EXTEND_I32_U -> {
                to(code, Kind.LONG, Jvm.I2L);
                code.constant(0xffff_ffffL);
                code.op(Jvm.LAND);
            }
            case I64_TRUNC_F32_S -> to(code, Kind.LONG, Names.NUMBERS, "truncateLong", "(F)J");
            case I64_TRUNC_F32_U -> to(code, Kind.LONG, Names.NUMBERS, "truncateUnsignedLong", "(F)J");
            case I64_TRUNC_F64_S -> to(code, Kind.LONG, Names.NUMBERS, "truncateLong", "(D)J");
            case I64_TRUNC_F64_U -> to(code, Kind.LONG, Names.NUMBERS, "truncateUnsignedLong", "(D)J");
            case F32_CONVERT_I32_S -> to(code, Kind.FLOAT, Jvm.I2F);
            case F32_CONVERT_I32_U -> to(code, Kind.FLOAT, Names.NUMBERS, "floatOfUnsigned", "(I)F");
            case F32_CONVERT_I64_S -> to(code, Kind.FLOAT, Jvm.L2F);
            case F32_CONVERT_I64_U -> to(code, Kind.FLOAT, Names.NUMBERS, "floatOfUnsigned", "(J)F");
            case F32_DEMOTE_F64 -> to(code, Kind.FLOAT, Jvm.D2F);
            case F64_CONVERT_I32_S -> to(code, Kind.DOUBLE, Jvm.I2D);
            case F64_CONVERT_I32_U -> to(code, Kind.DOUBLE, Names.NUMBERS, "doubleOfUnsigned", "(I)D");
            case F64_CONVERT_I64_S -> to(code, Kind.DOUBLE, Jvm.L2D);
            case F64_CONVERT_I64_U -> to(code, Kind.DOUBLE, Names.NUMBERS, "doubleOfUnsigned", "(J)D");
            case F64_PROMOTE_F32 -> to(code, Kind.DOUBLE, Jvm.F2D);
            case I32_REINTERPRET_F32 -> to(code, Kind.INT, FLOAT_CLASS, "floatToRawIntBits", "(F)I");
            case I64_REINTERPRET_F64 -> to(code, Kind.LONG, DOUBLE_CLASS, "doubleToRawLongBits", "(D)J");
            case F32_REINTERPRET_I32 -> to(code, Kind.FLOAT, FLOAT_CLASS, "intBitsToFloat", "(I)F");
            case F64_REINTERPRET_I64 -> to(code, Kind.DOUBLE, DOUBLE_CLASS, "longBitsToDouble", "(J)D");
            case I32_EXTEND8_S -> code.op(Jvm.I2B);
            case I32_EXTEND16_S -> code.op(Jvm.I2S);
            case I64_EXTEND8_S -> extend(code, Jvm.I2B);
            case I64_EXTEND16_S -> extend(code, Jvm.I2S);
            case I64_EXTEND32_S -> {
                code.op(Jvm.L2I);
                code.op(Jvm.I2L);
            }
            // Java's own conversions saturate, and make 0 of NaN.
            case I32_TRUNC_SAT_F32_S -> to(code, Kind.INT, Jvm.F2I);
            case I32_TRUNC_SAT_F32_U -> to(code, Kind.INT, Names.NUMBERS, "saturateUnsigned", "(F)I");
            case I32_TRUNC_SAT_F64_S -> to(code, Kind.INT, Jvm.D2I);
            case I32_TRUNC_SAT_F64_U -> to(code, Kind.INT, Names.NUMBERS, "saturateUnsigned", "(D)I");
            case I64_TRUNC_SAT_F32_S -> to(code, Kind.LONG, Jvm.F2L);
            case I64_TRUNC_SAT_F32_U -> to(code, Kind.LONG, Names.NUMBERS, "saturateUnsignedLong", "(F)J");
            case I64_TRUNC_SAT_F64_S -> to(code, Kind.LONG, Jvm.D2L);
            case I64_TRUNC_SAT_F64_U -> to(code, Kind.LONG, Names.NUMBERS, "saturateUnsignedLong", "(D)J");
            default -> throw new IllegalStateException("no code for opcode 0x" + Integer.toHexString(opcode));
        }
    }

    private static void unary(CodeWriter code, String owner, String name, String descriptor) {
        code.callStatic(owner, name, descriptor);
    }

    private static void binary(CodeWriter code, int bytecode) {
        code.op(bytecode);
        code.pop();
    }

    private static void binary(CodeWriter code, String owner, String name, String descriptor) {
        code.callStatic(owner, name, descriptor);
        code.pop();
    }

    private static void widened(CodeWriter code, String name) {
        code.callStatic(LONG_CLASS, name, "(J)I");
        code.op(Jvm.I2L);
    }

    private static void shift(CodeWriter code, int bytecode) {
        code.op(Jvm.L2I);
        code.op(bytecode);
        code.pop();
    }

    private static void rotate(CodeWriter code, String name) {
        code.op(Jvm.L2I);
        code.callStatic(LONG_CLASS, name, "(JI)J");
        code.pop();
    }

    private static void extend(CodeWriter code, int bytecode) {
        code.op(Jvm.L2I);
        code.op(bytecode);
        code.op(Jvm.I2L);
    }

    private static void to(CodeWriter code, char kind, int bytecode) {
        code.op(bytecode);
        code.pop();
        code.push(kind);
    }

    private static void to(CodeWriter code, char kind, String owner, String name, String descriptor) {
        code.callStatic(owner, name, descriptor);
        code.pop();
        code.push(kind);
    }
}
