package dev.wippy.engine.oracle;

import java.util.List;

/** Types as the binary format numbers them. */
final class Type {
    static final int I32 = 0x7f;
    static final int I64 = 0x7e;
    static final int F32 = 0x7d;
    static final int F64 = 0x7c;
    static final int FUNCREF = 0x70;
    static final int EXTERNREF = 0x6f;
    static final int EXNREF = 0x69;
    /** Added to the index of a type: a reference of it, or null. */
    static final int TYPED = 0x10000;

    private Type() {}

    /** A function's type. */
    record Function(List<Integer> parameters, List<Integer> results) {
        Code encode() {
            Code code = new Code().op(0x60);
            types(code, parameters);
            types(code, results);
            return code;
        }
    }

    static void types(Code code, List<Integer> types) {
        code.u(types.size());
        types.forEach(type -> value(code, type));
    }

    static void value(Code code, int type) {
        if (type >= TYPED) {
            code.op(0x63).s(type - TYPED);
        } else {
            code.op(type);
        }
    }

    static boolean isReference(int type) {
        return type <= FUNCREF || type >= TYPED;
    }
}
