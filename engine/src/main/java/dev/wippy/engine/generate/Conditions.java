package dev.wippy.engine.generate;

import dev.wippy.engine.read.Opcode;

/**
 * A comparison whose operands are on the JVM's stack and that is not yet made: the branch, {@code if} or {@code select}
 * that follows nearly always becomes one jump with it.
 */
final class Conditions {
    /** How operands are compared. */
    private enum Comparison {
        NONE,
        INT_WITH_ZERO,
        INT,
        UNSIGNED_INT,
        LONG_WITH_ZERO,
        LONG,
        UNSIGNED_LONG,
        FLOAT,
        DOUBLE,
        NULL
    }

    // In the order of the JVM's jumps, so that the opposite of each is one bit away.
    private static final int EQ = 0;
    private static final int NE = 1;
    private static final int LT = 2;
    private static final int GE = 3;
    private static final int GT = 4;
    private static final int LE = 5;

    private static final int[] INTEGER_RELATIONS = {EQ, NE, LT, LT, GT, GT, LE, LE, GE, GE};
    private static final int[] FLOAT_RELATIONS = {EQ, NE, LT, GT, LE, GE};

    private Comparison comparison = Comparison.NONE;
    private int relation;
    private boolean negated;

    boolean isPending() {
        return comparison != Comparison.NONE;
    }

    /** Whether an instruction uses a condition as it is. */
    static boolean isUsedBy(int opcode) {
        return opcode == Opcode.BR_IF || opcode == Opcode.IF || opcode == Opcode.I32_EQZ || opcode == Opcode.SELECT
                || opcode == Opcode.SELECT_T;
    }

    /** Whether an instruction is a comparison, which is then pending and has popped its operands. */
    boolean begin(int opcode, CodeWriter code) {
        if (opcode < Opcode.I32_EQZ || opcode > Opcode.F64_GE) {
            return false;
        }
        if (opcode == Opcode.I32_EQZ) {
            if (isPending()) {
                negated = !negated;
            } else {
                pend(Comparison.INT_WITH_ZERO, EQ, 1, code);
            }
        } else if (opcode < Opcode.I64_EQZ) {
            integer(opcode - Opcode.I32_EQ, Comparison.INT, Comparison.UNSIGNED_INT, code);
        } else if (opcode == Opcode.I64_EQZ) {
            pend(Comparison.LONG_WITH_ZERO, EQ, 1, code);
        } else if (opcode < Opcode.F32_EQ) {
            integer(opcode - Opcode.I64_EQ, Comparison.LONG, Comparison.UNSIGNED_LONG, code);
        } else if (opcode < Opcode.F64_EQ) {
            pend(Comparison.FLOAT, FLOAT_RELATIONS[opcode - Opcode.F32_EQ], 2, code);
        } else {
            pend(Comparison.DOUBLE, FLOAT_RELATIONS[opcode - Opcode.F64_EQ], 2, code);
        }
        return true;
    }

    /** The order is eq, ne, lt_s, lt_u, gt_s, gt_u, le_s, le_u, ge_s, ge_u. */
    private void integer(int place, Comparison signed, Comparison unsigned, CodeWriter code) {
        pend(place >= 2 && (place & 1) != 0 ? unsigned : signed, INTEGER_RELATIONS[place], 2, code);
    }

    /** The topmost reference is compared with null. */
    void isNull(CodeWriter code) {
        pend(Comparison.NULL, EQ, 1, code);
    }

    private void pend(Comparison how, int what, int operands, CodeWriter code) {
        code.pop(operands);
        comparison = how;
        relation = what;
        negated = false;
    }

    /** Jumps if the condition, or else the topmost integer, is as wanted; it is then no longer pending. */
    void jump(CodeWriter code, boolean wanted, Label label) {
        if (!isPending()) {
            code.pop();
            code.jump(wanted ? Jvm.IFNE : Jvm.IFEQ, label);
            return;
        }
        boolean straight = wanted != negated;
        int zero = Jvm.IFEQ + (straight ? relation : relation ^ 1);
        Comparison how = comparison;
        comparison = Comparison.NONE;
        switch (how) {
            case INT -> {
                code.jump(zero - Jvm.IFEQ + Jvm.IF_ICMPEQ, label);
                return;
            }
            case UNSIGNED_INT -> code.callStatic("java/lang/Integer", "compareUnsigned", "(II)I");
            case LONG -> code.op(Jvm.LCMP);
            case UNSIGNED_LONG -> code.callStatic("java/lang/Long", "compareUnsigned", "(JJ)I");
            case LONG_WITH_ZERO -> {
                code.op(Jvm.LCONST_0);
                code.op(Jvm.LCMP);
            }
            // With NaN the result has to be that the relation does not hold, whichever way the jump is taken.
            case FLOAT -> code.op(relation == LT || relation == LE ? Jvm.FCMPG : Jvm.FCMPL);
            case DOUBLE -> code.op(relation == LT || relation == LE ? Jvm.DCMPG : Jvm.DCMPL);
            case NULL -> {
                code.jump(straight ? Jvm.IFNULL : Jvm.IFNONNULL, label);
                return;
            }
            case INT_WITH_ZERO, NONE -> {
                // The jump compares with zero.
            }
        }
        code.jump(zero, label);
    }

    /** A pending condition becomes 0 or 1 on the stack. */
    void materialize(CodeWriter code) {
        if (!isPending()) {
            return;
        }
        Label holds = new Label();
        Label done = new Label();
        jump(code, true, holds);
        code.op(Jvm.ICONST_0);
        code.jump(Jvm.GOTO, done);
        code.place(holds);
        code.op(Jvm.ICONST_0 + 1);
        code.push(Kind.INT);
        code.place(done);
    }
}
