package dev.wippy.engine.generate;

/**
 * Emits calls. A call of a function of the module is the JVM's own static call, which finds the class when it first
 * runs. An indirect one is a call of an object that stands for the function, the check of its type a cast: less than
 * half of what a switch over all functions costs, and than a method handle.
 */
final class CallCode {
    private CallCode() {}

    static void call(BodyGenerator body, int function) {
        CodeWriter code = body.code;
        Signature signature = body.layout.functionSignature(function);
        body.line();
        passArguments(body, signature);
        code.load(Kind.REFERENCE, body.form.instanceSlot());
        code.callStatic(body.layout.owner(function), Names.function(function), signature.staticDescriptor());
        body.form.unpackResults(signature);
    }

    /** The arguments, which are the topmost operands, are no longer known; many are put into an array. */
    private static void passArguments(BodyGenerator body, Signature signature) {
        if (signature.isWide()) {
            body.form.packObjects(signature.parameters(), body.form.temporary());
        } else {
            body.code.pop(signature.parameters().length());
        }
    }

    static void callIndirect(BodyGenerator body, int type, int table) {
        body.line();
        findFunction(body, type, table);
        callObject(body, body.layout.signature(type));
    }

    static void callReference(BodyGenerator body, int type) {
        body.line();
        Signature signature = body.layout.signature(type);
        requireFunction(body, signature);
        callObject(body, signature);
    }

    /** The element of a table, checked to be of a type, takes the place of its index. */
    private static void findFunction(BodyGenerator body, int type, int table) {
        CodeWriter code = body.code;
        InstanceCode.table(body, table);
        code.callStatic(Names.TABLES, "function", "(IL" + Names.TABLE + ";)L" + Names.WASM_FUNCTION + ";");
        String expected = Names.signatureClass(body.layout.signature(type).name());
        Label matches = new Label();
        code.pop();
        code.push(Kind.REFERENCE);
        code.op(Jvm.DUP);
        code.op2(Jvm.INSTANCEOF, code.type.constants.type(expected));
        code.jump(Jvm.IFNE, matches);
        code.callStatic(Names.TRAPS, "indirectCallTypeMismatch", "()Ljava/lang/RuntimeException;");
        code.op(Jvm.ATHROW);
        code.place(matches);
        code.cast(expected);
    }

    /** The function on top of the stack must not be null; its type is known. */
    private static void requireFunction(BodyGenerator body, Signature signature) {
        CodeWriter code = body.code;
        code.callStatic(Names.TRAPS, "requireFunction", "(" + Names.AN_OBJECT + ")" + Names.AN_OBJECT);
        code.cast(Names.signatureClass(signature.name()));
    }

    /** Calls the function object on top of the stack, which is known as a reference, with the arguments below it. */
    private static void callObject(BodyGenerator body, Signature signature) {
        CodeWriter code = body.code;
        int slot = body.form.temporary();
        String kinds = signature.parameters();
        code.pop();
        if (!kinds.isEmpty()) {
            code.store(Kind.REFERENCE, slot);
            if (signature.isWide()) {
                body.form.packObjects(kinds, slot + 1);
                code.load(Kind.REFERENCE, slot);
                code.op(Jvm.SWAP);
            } else {
                Values.spill(code, kinds.length(), slot + 1);
                code.load(Kind.REFERENCE, slot);
                for (int i = 0; i < kinds.length(); i++) {
                    code.load(kinds.charAt(i), Values.slotOf(kinds, i, slot + 1));
                }
            }
        } else if (signature.isWide()) {
            throw new IllegalStateException("no parameters are not many");
        }
        code.callVirtual(Names.signatureClass(signature.name()), "call", signature.descriptor());
        body.form.unpackResults(signature);
    }

    // Tail calls: the function to call and its arguments are left in the instance, and whoever called makes the call.

    static void tailCall(BodyGenerator body, int function) {
        CodeWriter code = body.code;
        Signature signature = body.layout.functionSignature(function);
        body.line();
        code.load(Kind.REFERENCE, body.form.instanceSlot());
        code.constant(function);
        code.callVirtual(Names.INSTANCE, "function", "(I)L" + Names.WASM_FUNCTION + ";");
        code.push(Kind.REFERENCE);
        postpone(body, signature);
    }

    static void tailCallIndirect(BodyGenerator body, int type, int table) {
        body.line();
        findFunction(body, type, table);
        postpone(body, body.layout.signature(type));
    }

    static void tailCallReference(BodyGenerator body, int type) {
        body.line();
        Signature signature = body.layout.signature(type);
        requireFunction(body, signature);
        postpone(body, signature);
    }

    private static void postpone(BodyGenerator body, Signature callee) {
        CodeWriter code = body.code;
        int slot = body.form.temporary();
        code.store(code.pop(), slot);
        body.form.packObjects(callee.parameters(), slot + 1);
        code.load(Kind.REFERENCE, slot);
        code.load(Kind.REFERENCE, body.form.instanceSlot());
        code.callStatic(Names.TAIL_CALLS, "postpone", "([" + Names.AN_OBJECT + "L" + Names.WASM_FUNCTION + ";"
                + Names.A_INSTANCE + ")V");
        body.form.returnNothing(body.signature);
    }
}
