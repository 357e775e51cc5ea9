package dev.wippy.engine.generate;

import dev.wippy.engine.read.Opcode;

/**
 * The operands of a body that has many of them at once. In most bodies they are on the JVM's stack, and in the frame
 * from one part to the next; moving hundreds at each cut would be more than a part can hold. Here they are in the frame,
 * each at its place, and only the topmost few on the JVM's stack: an instruction has those that it uses fetched, and at
 * each branch and label all are in the frame. Many that go to a call, or come from one, go from array to array.
 */
final class OperandFrame {
    /** How many are on the JVM's stack before they are put into the frame. */
    private static final int FEW = 32;
    /** No instruction but calls and branches uses more. */
    private static final int USED = 3;

    private final Form form;
    private final int base;
    private final int numbers;
    private final int references;

    /**
     * The operands of a form.
     *
     * @param base the place of the lowest operand in the frame
     * @param numbers the slot of the frame's numbers
     * @param references the slot of its references
     */
    OperandFrame(Form form, int base, int numbers, int references) {
        this.form = form;
        this.base = base;
        this.numbers = numbers;
        this.references = references;
    }

    /** Before an instruction: what it uses is brought to where it looks for it. */
    void prepare(BodyGenerator body, int opcode) {
        switch (opcode) {
            case Opcode.BLOCK, Opcode.LOOP, Opcode.TRY_TABLE, Opcode.ELSE, Opcode.END, Opcode.BR, Opcode.RETURN,
                    Opcode.RETURN_CALL, Opcode.THROW -> settle(0);
            case Opcode.IF, Opcode.BR_IF, Opcode.BR_TABLE, Opcode.BR_ON_NULL, Opcode.BR_ON_NON_NULL,
                    Opcode.RETURN_CALL_INDIRECT, Opcode.RETURN_CALL_REF -> settle(1);
            case Opcode.CALL -> arguments(body.layout.functionSignature(body.cursor.index()), 0);
            case Opcode.CALL_INDIRECT, Opcode.CALL_REF -> arguments(body.layout.signature(body.cursor.index()), 1);
            case Opcode.LOCAL_GET, Opcode.GLOBAL_GET, Opcode.I32_CONST, Opcode.I64_CONST, Opcode.F32_CONST,
                    Opcode.F64_CONST, Opcode.REF_NULL, Opcode.REF_FUNC -> fetch(0);
            default -> fetch(USED);
        }
    }

    private void arguments(Signature signature, int above) {
        if (signature.isWide()) {
            settle(above);
        } else {
            fetch(signature.parameters().length() + above);
        }
    }

    /** The topmost operands, as many as there are up to a number, are on the JVM's stack. */
    void fetch(int count) {
        CodeWriter code = form.code;
        int wanted = Math.min(count, code.height());
        if (code.onStack() < wanted || code.onStack() > Math.max(wanted, FEW)) {
            settle(0);
            load(wanted);
        }
    }

    /** All operands are in the frame, but for so many topmost ones. */
    void settle(int keep) {
        settle(keep, form.temporary());
    }

    /** The same, given a slot that is free. */
    void settle(int keep, int temporary) {
        CodeWriter code = form.code;
        if (code.onStack() == keep) {
            return;
        }
        int from = code.height() - code.onStack();
        for (int place = code.height() - 1; place >= from; place--) {
            char kind = code.kind(place);
            code.store(kind, temporary);
            store(code, base + place, kind, temporary);
        }
        code.settled();
        load(keep);
    }

    private void load(int count) {
        CodeWriter code = form.code;
        for (int place = code.height() - count; place < code.height(); place++) {
            load(code, base + place, code.kind(place));
        }
        code.fetched(count);
    }

    /** Pushes what is at a place of the frame. */
    void load(CodeWriter code, int place, char kind) {
        boolean reference = kind == Kind.REFERENCE;
        code.load(Kind.REFERENCE, reference ? references : numbers);
        code.constant(place);
        code.op(reference ? Jvm.AALOAD : Jvm.LALOAD);
        code.fromLong(kind);
    }

    /** Puts what a slot holds to a place of the frame. */
    void store(CodeWriter code, int place, char kind, int slot) {
        boolean reference = kind == Kind.REFERENCE;
        code.load(Kind.REFERENCE, reference ? references : numbers);
        code.constant(place);
        code.load(kind, slot);
        code.toLong(kind);
        code.op(reference ? Jvm.AASTORE : Jvm.LASTORE);
    }

    /** The topmost operands, all in the frame, become one array of objects; they are no longer known, and it is not. */
    void pack(String kinds) {
        CodeWriter code = form.code;
        loadFrame(code);
        code.constant(base + code.height() - kinds.length());
        code.stringConstant(kinds);
        code.callStatic(Names.FRAMES, "objects", "([J[" + Names.AN_OBJECT + "ILjava/lang/String;)["
                + Names.AN_OBJECT);
        code.forget(kinds.length());
    }

    /**
     * What an array in a slot holds becomes operands in the frame.
     *
     * @param array the descriptor of the array: of longs, or of objects
     * @param slot behind which all slots are free
     */
    void unpack(String array, String kinds, int slot) {
        settle(0, slot + 1);
        CodeWriter code = form.code;
        code.load(Kind.REFERENCE, slot);
        loadFrame(code);
        code.constant(base + code.height());
        code.stringConstant(kinds);
        code.callStatic(Names.FRAMES, "set", "(" + array + "[J[" + Names.AN_OBJECT + "ILjava/lang/String;)V");
        code.pushSettled(kinds);
    }

    /** Whether so many values go from array to array. */
    static boolean isMany(int values) {
        return values > FEW;
    }

    /** Copies the topmost operands, all in the frame, to where another place's begin; what is known stays the same. */
    void copyTo(int height, int count) {
        copy(base + height, count);
    }

    /** Copies the topmost operands, all in the frame, to its first places, where results are. */
    void copyToResults(int count) {
        copy(0, count);
    }

    private void copy(int to, int count) {
        CodeWriter code = form.code;
        int from = base + code.height() - count;
        if (count > 0 && from != to) {
            loadFrame(code);
            code.constant(from);
            code.constant(to);
            code.constant(count);
            code.callStatic(Names.FRAMES, "copy", "([J[" + Names.AN_OBJECT + "III)V");
        }
    }

    private void loadFrame(CodeWriter code) {
        code.load(Kind.REFERENCE, numbers);
        code.load(Kind.REFERENCE, references);
    }
}
