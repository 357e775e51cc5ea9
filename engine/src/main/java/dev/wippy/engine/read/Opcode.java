package dev.wippy.engine.read;

/**
 * The instructions that are read, each an {@code int}: the byte of the binary format (section 5.4), and for those
 * behind the prefix {@code 0xFC} {@link #PREFIXED} and their number, so that a {@code switch} over all is a table.
 */
public final class Opcode {
    /** Added to the numbers of the instructions behind the prefix {@code 0xFC}. */
    public static final int PREFIXED = 0x100;
    /** One more than the largest opcode. */
    public static final int COUNT = 0x112;

    public static final int UNREACHABLE = 0x00;
    public static final int NOP = 0x01;
    public static final int BLOCK = 0x02;
    public static final int LOOP = 0x03;
    public static final int IF = 0x04;
    public static final int ELSE = 0x05;
    public static final int THROW = 0x08;
    public static final int THROW_REF = 0x0a;
    public static final int END = 0x0b;
    public static final int BR = 0x0c;
    public static final int BR_IF = 0x0d;
    public static final int BR_TABLE = 0x0e;
    public static final int RETURN = 0x0f;
    public static final int CALL = 0x10;
    public static final int CALL_INDIRECT = 0x11;
    public static final int RETURN_CALL = 0x12;
    public static final int RETURN_CALL_INDIRECT = 0x13;
    public static final int CALL_REF = 0x14;
    public static final int RETURN_CALL_REF = 0x15;
    public static final int DROP = 0x1a;
    public static final int SELECT = 0x1b;
    public static final int SELECT_T = 0x1c;
    public static final int TRY_TABLE = 0x1f;
    public static final int LOCAL_GET = 0x20;
    public static final int LOCAL_SET = 0x21;
    public static final int LOCAL_TEE = 0x22;
    public static final int GLOBAL_GET = 0x23;
    public static final int GLOBAL_SET = 0x24;
    public static final int TABLE_GET = 0x25;
    public static final int TABLE_SET = 0x26;
    public static final int I32_LOAD = 0x28;
    public static final int I64_LOAD = 0x29;
    public static final int F32_LOAD = 0x2a;
    public static final int F64_LOAD = 0x2b;
    public static final int I32_LOAD8_S = 0x2c;
    public static final int I32_LOAD8_U = 0x2d;
    public static final int I32_LOAD16_S = 0x2e;
    public static final int I32_LOAD16_U = 0x2f;
    public static final int I64_LOAD8_S = 0x30;
    public static final int I64_LOAD8_U = 0x31;
    public static final int I64_LOAD16_S = 0x32;
    public static final int I64_LOAD16_U = 0x33;
    public static final int I64_LOAD32_S = 0x34;
    public static final int I64_LOAD32_U = 0x35;
    public static final int I32_STORE = 0x36;
    public static final int I64_STORE = 0x37;
    public static final int F32_STORE = 0x38;
    public static final int F64_STORE = 0x39;
    public static final int I32_STORE8 = 0x3a;
    public static final int I32_STORE16 = 0x3b;
    public static final int I64_STORE8 = 0x3c;
    public static final int I64_STORE16 = 0x3d;
    public static final int I64_STORE32 = 0x3e;
    public static final int MEMORY_SIZE = 0x3f;
    public static final int MEMORY_GROW = 0x40;
    public static final int I32_CONST = 0x41;
    public static final int I64_CONST = 0x42;
    public static final int F32_CONST = 0x43;
    public static final int F64_CONST = 0x44;
    public static final int I32_EQZ = 0x45;
    public static final int I32_EQ = 0x46;
    public static final int I32_NE = 0x47;
    public static final int I32_LT_S = 0x48;
    public static final int I32_LT_U = 0x49;
    public static final int I32_GT_S = 0x4a;
    public static final int I32_GT_U = 0x4b;
    public static final int I32_LE_S = 0x4c;
    public static final int I32_LE_U = 0x4d;
    public static final int I32_GE_S = 0x4e;
    public static final int I32_GE_U = 0x4f;
    public static final int I64_EQZ = 0x50;
    public static final int I64_EQ = 0x51;
    public static final int I64_NE = 0x52;
    public static final int I64_LT_S = 0x53;
    public static final int I64_LT_U = 0x54;
    public static final int I64_GT_S = 0x55;
    public static final int I64_GT_U = 0x56;
    public static final int I64_LE_S = 0x57;
    public static final int I64_LE_U = 0x58;
    public static final int I64_GE_S = 0x59;
    public static final int I64_GE_U = 0x5a;
    public static final int F32_EQ = 0x5b;
    public static final int F32_NE = 0x5c;
    public static final int F32_LT = 0x5d;
    public static final int F32_GT = 0x5e;
    public static final int F32_LE = 0x5f;
    public static final int F32_GE = 0x60;
    public static final int F64_EQ = 0x61;
    public static final int F64_NE = 0x62;
    public static final int F64_LT = 0x63;
    public static final int F64_GT = 0x64;
    public static final int F64_LE = 0x65;
    public static final int F64_GE = 0x66;
    public static final int I32_CLZ = 0x67;
    public static final int I32_CTZ = 0x68;
    public static final int I32_POPCNT = 0x69;
    public static final int I32_ADD = 0x6a;
    public static final int I32_SUB = 0x6b;
    public static final int I32_MUL = 0x6c;
    public static final int I32_DIV_S = 0x6d;
    public static final int I32_DIV_U = 0x6e;
    public static final int I32_REM_S = 0x6f;
    public static final int I32_REM_U = 0x70;
    public static final int I32_AND = 0x71;
    public static final int I32_OR = 0x72;
    public static final int I32_XOR = 0x73;
    public static final int I32_SHL = 0x74;
    public static final int I32_SHR_S = 0x75;
    public static final int I32_SHR_U = 0x76;
    public static final int I32_ROTL = 0x77;
    public static final int I32_ROTR = 0x78;
    public static final int I64_CLZ = 0x79;
    public static final int I64_CTZ = 0x7a;
    public static final int I64_POPCNT = 0x7b;
    public static final int I64_ADD = 0x7c;
    public static final int I64_SUB = 0x7d;
    public static final int I64_MUL = 0x7e;
    public static final int I64_DIV_S = 0x7f;
    public static final int I64_DIV_U = 0x80;
    public static final int I64_REM_S = 0x81;
    public static final int I64_REM_U = 0x82;
    public static final int I64_AND = 0x83;
    public static final int I64_OR = 0x84;
    public static final int I64_XOR = 0x85;
    public static final int I64_SHL = 0x86;
    public static final int I64_SHR_S = 0x87;
    public static final int I64_SHR_U = 0x88;
    public static final int I64_ROTL = 0x89;
    public static final int I64_ROTR = 0x8a;
    public static final int F32_ABS = 0x8b;
    public static final int F32_NEG = 0x8c;
    public static final int F32_CEIL = 0x8d;
    public static final int F32_FLOOR = 0x8e;
    public static final int F32_TRUNC = 0x8f;
    public static final int F32_NEAREST = 0x90;
    public static final int F32_SQRT = 0x91;
    public static final int F32_ADD = 0x92;
    public static final int F32_SUB = 0x93;
    public static final int F32_MUL = 0x94;
    public static final int F32_DIV = 0x95;
    public static final int F32_MIN = 0x96;
    public static final int F32_MAX = 0x97;
    public static final int F32_COPYSIGN = 0x98;
    public static final int F64_ABS = 0x99;
    public static final int F64_NEG = 0x9a;
    public static final int F64_CEIL = 0x9b;
    public static final int F64_FLOOR = 0x9c;
    public static final int F64_TRUNC = 0x9d;
    public static final int F64_NEAREST = 0x9e;
    public static final int F64_SQRT = 0x9f;
    public static final int F64_ADD = 0xa0;
    public static final int F64_SUB = 0xa1;
    public static final int F64_MUL = 0xa2;
    public static final int F64_DIV = 0xa3;
    public static final int F64_MIN = 0xa4;
    public static final int F64_MAX = 0xa5;
    public static final int F64_COPYSIGN = 0xa6;
    public static final int I32_WRAP_I64 = 0xa7;
    public static final int I32_TRUNC_F32_S = 0xa8;
    public static final int I32_TRUNC_F32_U = 0xa9;
    public static final int I32_TRUNC_F64_S = 0xaa;
    public static final int I32_TRUNC_F64_U = 0xab;
    public static final int I64_EXTEND_I32_S = 0xac;
    public static final int I64_EXTEND_I32_U = 0xad;
    public static final int I64_TRUNC_F32_S = 0xae;
    public static final int I64_TRUNC_F32_U = 0xaf;
    public static final int I64_TRUNC_F64_S = 0xb0;
    public static final int I64_TRUNC_F64_U = 0xb1;
    public static final int F32_CONVERT_I32_S = 0xb2;
    public static final int F32_CONVERT_I32_U = 0xb3;
    public static final int F32_CONVERT_I64_S = 0xb4;
    public static final int F32_CONVERT_I64_U = 0xb5;
    public static final int F32_DEMOTE_F64 = 0xb6;
    public static final int F64_CONVERT_I32_S = 0xb7;
    public static final int F64_CONVERT_I32_U = 0xb8;
    public static final int F64_CONVERT_I64_S = 0xb9;
    public static final int F64_CONVERT_I64_U = 0xba;
    public static final int F64_PROMOTE_F32 = 0xbb;
    public static final int I32_REINTERPRET_F32 = 0xbc;
    public static final int I64_REINTERPRET_F64 = 0xbd;
    public static final int F32_REINTERPRET_I32 = 0xbe;
    public static final int F64_REINTERPRET_I64 = 0xbf;
    public static final int I32_EXTEND8_S = 0xc0;
    public static final int I32_EXTEND16_S = 0xc1;
    public static final int I64_EXTEND8_S = 0xc2;
    public static final int I64_EXTEND16_S = 0xc3;
    public static final int I64_EXTEND32_S = 0xc4;
    public static final int REF_NULL = 0xd0;
    public static final int REF_IS_NULL = 0xd1;
    public static final int REF_FUNC = 0xd2;
    public static final int REF_AS_NON_NULL = 0xd4;
    public static final int BR_ON_NULL = 0xd5;
    public static final int BR_ON_NON_NULL = 0xd6;
    public static final int I32_TRUNC_SAT_F32_S = 0x100;
    public static final int I32_TRUNC_SAT_F32_U = 0x101;
    public static final int I32_TRUNC_SAT_F64_S = 0x102;
    public static final int I32_TRUNC_SAT_F64_U = 0x103;
    public static final int I64_TRUNC_SAT_F32_S = 0x104;
    public static final int I64_TRUNC_SAT_F32_U = 0x105;
    public static final int I64_TRUNC_SAT_F64_S = 0x106;
    public static final int I64_TRUNC_SAT_F64_U = 0x107;
    public static final int MEMORY_INIT = 0x108;
    public static final int DATA_DROP = 0x109;
    public static final int MEMORY_COPY = 0x10a;
    public static final int MEMORY_FILL = 0x10b;
    public static final int TABLE_INIT = 0x10c;
    public static final int ELEM_DROP = 0x10d;
    public static final int TABLE_COPY = 0x10e;
    public static final int TABLE_GROW = 0x10f;
    public static final int TABLE_SIZE = 0x110;
    public static final int TABLE_FILL = 0x111;

    private static final String[] NAMES = new String[COUNT];

    static {
        name(UNREACHABLE, """
                unreachable nop block loop if else""");
        name(THROW, """
                throw""");
        name(THROW_REF, """
                throw_ref end br br_if br_table return call call_indirect return_call
                return_call_indirect call_ref return_call_ref""");
        name(DROP, """
                drop select select""");
        name(TRY_TABLE, """
                try_table local.get local.set local.tee global.get global.set table.get
                table.set""");
        name(I32_LOAD, """
                i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s
                i32.load16_u i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s
                i64.load32_u i32.store i64.store f32.store f64.store i32.store8 i32.store16
                i64.store8 i64.store16 i64.store32 memory.size memory.grow i32.const i64.const
                f32.const f64.const i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u
                i32.le_s i32.le_u i32.ge_s i32.ge_u i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u
                i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u f32.eq f32.ne f32.lt
                f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge i32.clz i32.ctz
                i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u
                i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr i64.clz
                i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s
                i64.rem_u i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr
                f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt f32.add
                f32.sub f32.mul f32.div f32.min f32.max f32.copysign f64.abs f64.neg f64.ceil
                f64.floor f64.trunc f64.nearest f64.sqrt f64.add f64.sub f64.mul f64.div f64.min
                f64.max f64.copysign i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u
                i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u
                i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u
                f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u
                f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s
                f64.convert_i64_u f64.promote_f32 i32.reinterpret_f32 i64.reinterpret_f64
                f32.reinterpret_i32 f64.reinterpret_i64 i32.extend8_s i32.extend16_s
                i64.extend8_s i64.extend16_s i64.extend32_s""");
        name(REF_NULL, """
                ref.null ref.is_null ref.func""");
        name(REF_AS_NON_NULL, """
                ref.as_non_null br_on_null br_on_non_null""");
        name(I32_TRUNC_SAT_F32_S, """
                i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u
                i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u
                memory.init data.drop memory.copy memory.fill table.init elem.drop table.copy
                table.grow table.size table.fill""");
    }

    private Opcode() {}

    private static void name(int first, String names) {
        String[] split = names.split("\\s+");
        System.arraycopy(split, 0, NAMES, first, split.length);
    }

    /** Whether there is such an instruction. */
    static boolean isKnown(int opcode) {
        return opcode < COUNT && NAMES[opcode] != null;
    }

    /** The instruction's name in the text format, such as {@code i32.add}. */
    public static String mnemonic(int opcode) {
        return NAMES[opcode];
    }
}
