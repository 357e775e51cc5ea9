package dev.wippy.engine.read;

/** The types of the instructions whose operands and result are fixed numbers (section 3.4.1), by opcode. */
final class Signatures {
    /** First and second operand and result, three bits each; 0 where the instruction is not one of these. */
    private static final short[] PACKED = new short[Opcode.COUNT];

    static {
        int i32 = ValType.I32;
        int i64 = ValType.I64;
        int f32 = ValType.F32;
        int f64 = ValType.F64;
        fill(Opcode.I32_EQZ, Opcode.I32_EQZ, i32, 0, i32);
        fill(Opcode.I32_EQ, Opcode.I32_GE_U, i32, i32, i32);
        fill(Opcode.I64_EQZ, Opcode.I64_EQZ, i64, 0, i32);
        fill(Opcode.I64_EQ, Opcode.I64_GE_U, i64, i64, i32);
        fill(Opcode.F32_EQ, Opcode.F32_GE, f32, f32, i32);
        fill(Opcode.F64_EQ, Opcode.F64_GE, f64, f64, i32);
        fill(Opcode.I32_CLZ, Opcode.I32_POPCNT, i32, 0, i32);
        fill(Opcode.I32_ADD, Opcode.I32_ROTR, i32, i32, i32);
        fill(Opcode.I64_CLZ, Opcode.I64_POPCNT, i64, 0, i64);
        fill(Opcode.I64_ADD, Opcode.I64_ROTR, i64, i64, i64);
        fill(Opcode.F32_ABS, Opcode.F32_SQRT, f32, 0, f32);
        fill(Opcode.F32_ADD, Opcode.F32_COPYSIGN, f32, f32, f32);
        fill(Opcode.F64_ABS, Opcode.F64_SQRT, f64, 0, f64);
        fill(Opcode.F64_ADD, Opcode.F64_COPYSIGN, f64, f64, f64);
        fill(Opcode.I32_WRAP_I64, Opcode.I32_WRAP_I64, i64, 0, i32);
        fill(Opcode.I32_TRUNC_F32_S, Opcode.I32_TRUNC_F32_U, f32, 0, i32);
        fill(Opcode.I32_TRUNC_F64_S, Opcode.I32_TRUNC_F64_U, f64, 0, i32);
        fill(Opcode.I64_EXTEND_I32_S, Opcode.I64_EXTEND_I32_U, i32, 0, i64);
        fill(Opcode.I64_TRUNC_F32_S, Opcode.I64_TRUNC_F32_U, f32, 0, i64);
        fill(Opcode.I64_TRUNC_F64_S, Opcode.I64_TRUNC_F64_U, f64, 0, i64);
        fill(Opcode.F32_CONVERT_I32_S, Opcode.F32_CONVERT_I32_U, i32, 0, f32);
        fill(Opcode.F32_CONVERT_I64_S, Opcode.F32_CONVERT_I64_U, i64, 0, f32);
        fill(Opcode.F32_DEMOTE_F64, Opcode.F32_DEMOTE_F64, f64, 0, f32);
        fill(Opcode.F64_CONVERT_I32_S, Opcode.F64_CONVERT_I32_U, i32, 0, f64);
        fill(Opcode.F64_CONVERT_I64_S, Opcode.F64_CONVERT_I64_U, i64, 0, f64);
        fill(Opcode.F64_PROMOTE_F32, Opcode.F64_PROMOTE_F32, f32, 0, f64);
        fill(Opcode.I32_REINTERPRET_F32, Opcode.I32_REINTERPRET_F32, f32, 0, i32);
        fill(Opcode.I64_REINTERPRET_F64, Opcode.I64_REINTERPRET_F64, f64, 0, i64);
        fill(Opcode.F32_REINTERPRET_I32, Opcode.F32_REINTERPRET_I32, i32, 0, f32);
        fill(Opcode.F64_REINTERPRET_I64, Opcode.F64_REINTERPRET_I64, i64, 0, f64);
        fill(Opcode.I32_EXTEND8_S, Opcode.I32_EXTEND16_S, i32, 0, i32);
        fill(Opcode.I64_EXTEND8_S, Opcode.I64_EXTEND32_S, i64, 0, i64);
        fill(Opcode.I32_TRUNC_SAT_F32_S, Opcode.I32_TRUNC_SAT_F32_U, f32, 0, i32);
        fill(Opcode.I32_TRUNC_SAT_F64_S, Opcode.I32_TRUNC_SAT_F64_U, f64, 0, i32);
        fill(Opcode.I64_TRUNC_SAT_F32_S, Opcode.I64_TRUNC_SAT_F32_U, f32, 0, i64);
        fill(Opcode.I64_TRUNC_SAT_F64_S, Opcode.I64_TRUNC_SAT_F64_U, f64, 0, i64);
    }

    private Signatures() {}

    private static void fill(int first, int last, int operand, int second, int result) {
        for (int opcode = first; opcode <= last; opcode++) {
            PACKED[opcode] = (short) (operand | second << 3 | result << 6);
        }
    }

    /** The type of the first operand; BOTTOM if the instruction is not one of these. */
    static int first(int opcode) {
        return PACKED[opcode] & 7;
    }

    /** The type of the second operand; BOTTOM if there is none. */
    static int second(int opcode) {
        return PACKED[opcode] >> 3 & 7;
    }

    static int result(int opcode) {
        return PACKED[opcode] >> 6;
    }
}
