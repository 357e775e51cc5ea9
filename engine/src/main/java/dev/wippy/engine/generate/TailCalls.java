package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionBody;
import dev.wippy.engine.read.InstructionCursor;
import dev.wippy.engine.read.Opcode;

/**
 * Functions that make tail calls. Their body is a method beside the one that others call: it leaves the tail call in
 * the instance and returns, and the one that others call makes the calls so left, until none is.
 */
final class TailCalls {
    private static final String A_TAIL_CALL = "L" + Names.RUN + "TailCall;";

    private TailCalls() {}

    /** Whether a body makes tail calls. */
    static boolean in(FunctionBody body, InstructionCursor cursor) {
        cursor.begin(body);
        while (cursor.next()) {
            int opcode = cursor.opcode();
            if (opcode == Opcode.RETURN_CALL || opcode == Opcode.RETURN_CALL_INDIRECT
                    || opcode == Opcode.RETURN_CALL_REF) {
                return true;
            }
        }
        return false;
    }

    /** Writes the method that others call. */
    static void writeCaller(ClassWriter owner, int function, Signature signature) {
        CodeWriter code = new CodeWriter(owner);
        int slot = 0;
        if (signature.isWide()) {
            code.load(Kind.REFERENCE, slot++);
            code.frames().addLocal("[Ljava/lang/Object;");
        } else {
            for (int i = 0; i < signature.parameters().length(); i++) {
                char kind = signature.parameters().charAt(i);
                code.load(kind, slot);
                code.push(kind);
                slot += Kind.slots(kind);
                code.frames().addLocal(kind);
            }
        }
        code.pop(code.height());
        code.frames().addLocal(Names.STATE);
        code.frames().localsAreParameters();
        int instance = slot++;
        code.useLocals(slot);
        code.load(Kind.REFERENCE, instance);
        code.callStatic(owner.name, Names.tailFunction(function), signature.staticDescriptor());
        char returned = signature.returnKind();
        boolean value = returned != 'V';
        if (value) {
            code.store(returned, slot);
        }
        Label postponed = new Label();
        code.load(Kind.REFERENCE, instance);
        code.getField(Names.INSTANCE, "tailCall", A_TAIL_CALL);
        code.jump(Jvm.IFNONNULL, postponed);
        if (value) {
            code.load(returned, slot);
            code.op(Jvm.IRETURN + Kind.offset(returned));
        } else {
            code.op(Jvm.RETURN);
        }
        code.place(postponed);
        code.load(Kind.REFERENCE, instance);
        code.callStatic(Names.TAIL_CALLS, "run", "(" + Names.A_INSTANCE + ")[" + Names.AN_OBJECT);
        returnBoxed(code, signature, slot);
        owner.method(ClassWriter.PUBLIC | ClassWriter.STATIC, Names.function(function),
                signature.staticDescriptor(), code);
    }

    /** Returns what an array of objects, on the stack, has as results. */
    static void returnBoxed(CodeWriter code, Signature signature, int temporary) {
        if (signature.returnsObjects()) {
            code.op(Jvm.ARETURN);
            return;
        }
        if (signature.results().length() > 1) {
            code.callStatic(Names.FRAMES, "longs", "([" + Names.AN_OBJECT + ")[J");
            code.op(Jvm.ARETURN);
            return;
        }
        code.store(Kind.REFERENCE, temporary);
        String results = signature.results();
        for (int i = 0; i < results.length(); i++) {
            Values.element(code, temporary, i, results.charAt(i), true);
            code.push(results.charAt(i));
        }
        Values.returnResults(code, signature, temporary + 1);
    }
}
