package dev.wippy.engine.generate;

/** Emits how values are packed into arrays and taken out again, where the JVM's own calls have no room for them. */
final class Values {
    private static final String LONG = "java/lang/Long";

    private Values() {}

    /** A value on the JVM's stack becomes an object. */
    static void box(CodeWriter code, char kind) {
        if (kind != Kind.REFERENCE) {
            code.toLong(kind);
            code.callStatic(LONG, "valueOf", "(J)Ljava/lang/Long;");
        }
    }

    /** An object becomes the value that it stands for. */
    static void unbox(CodeWriter code, char kind) {
        if (kind != Kind.REFERENCE) {
            code.cast(LONG);
            code.callVirtual(LONG, "longValue", "()J");
            code.fromLong(kind);
        }
    }

    /** Moves the topmost operands, which are known, to locals from a slot on; they are no longer known. */
    static void spill(CodeWriter code, int count, int slot) {
        int at = slot;
        for (int i = 0; i < count; i++) {
            char kind = code.pop();
            code.store(kind, at);
            at += Kind.slots(kind);
        }
    }

    /** Loads the value of a kind that {@link #spill} moved, given all kinds and a place from the lowest. */
    static int slotOf(String kinds, int place, int slot) {
        int at = slot;
        for (int i = kinds.length() - 1; i > place; i--) {
            at += Kind.slots(kinds.charAt(i));
        }
        return at;
    }

    /** The topmost operands become one array of objects; they are no longer known, and neither is it. */
    static void packObjects(CodeWriter code, String kinds, int temporary) {
        spill(code, kinds.length(), temporary);
        code.constant(kinds.length());
        code.op2(Jvm.ANEWARRAY, code.type.constants.type(Names.OBJECT));
        int slot = temporary + Signature.slots(kinds);
        for (int i = 0; i < kinds.length(); i++) {
            char kind = kinds.charAt(i);
            slot -= Kind.slots(kind);
            code.op(Jvm.DUP);
            code.constant(i);
            code.load(kind, slot);
            box(code, kind);
            code.op(Jvm.AASTORE);
        }
    }

    /** The same, an array of longs. */
    static void packLongs(CodeWriter code, String kinds, int temporary) {
        spill(code, kinds.length(), temporary);
        code.constant(kinds.length());
        code.op(Jvm.NEWARRAY);
        code.op(Jvm.T_LONG);
        int slot = temporary + Signature.slots(kinds);
        for (int i = 0; i < kinds.length(); i++) {
            char kind = kinds.charAt(i);
            slot -= Kind.slots(kind);
            code.op(Jvm.DUP);
            code.constant(i);
            code.load(kind, slot);
            code.toLong(kind);
            code.op(Jvm.LASTORE);
        }
    }

    /** Pushes an element of an array in a local. */
    static void element(CodeWriter code, int slot, int index, char kind, boolean objects) {
        code.load(Kind.REFERENCE, slot);
        code.constant(index);
        if (objects) {
            code.op(Jvm.AALOAD);
            unbox(code, kind);
        } else {
            code.op(Jvm.LALOAD);
            code.fromLong(kind);
        }
    }

    /** What a call returned becomes known operands; several results come in an array. */
    static void unpackResults(CodeWriter code, Signature signature, int temporary) {
        String results = signature.results();
        if (results.length() > 1) {
            code.store(Kind.REFERENCE, temporary);
            for (int i = 0; i < results.length(); i++) {
                element(code, temporary, i, results.charAt(i), signature.returnsObjects());
                code.push(results.charAt(i));
            }
        } else {
            code.push(results);
        }
    }

    /** Returns the topmost operands, which are no longer known. */
    static void returnResults(CodeWriter code, Signature signature, int temporary) {
        String results = signature.results();
        if (results.length() > 1) {
            if (signature.returnsObjects()) {
                packObjects(code, results, temporary);
            } else {
                packLongs(code, results, temporary);
            }
            code.op(Jvm.ARETURN);
        } else if (results.length() == 1) {
            code.op(Jvm.IRETURN + Kind.offset(code.pop()));
        } else {
            code.op(Jvm.RETURN);
        }
    }
}
