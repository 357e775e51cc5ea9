package dev.wippy.engine.generate;

/** Writes the small classes that tie functions together: none of them has a jump. */
final class LinkClasses {
    private static final String A_FUNCTION = "L" + Names.WASM_FUNCTION + ";";
    private static final String OBJECTS = "[" + Names.AN_OBJECT;

    private LinkClasses() {}

    /** The class of a module's instances: a field for each global, typed. */
    static byte[] state(ModuleLayout layout) {
        ClassWriter type = new ClassWriter(Names.STATE, Names.INSTANCE, ClassWriter.PUBLIC | ClassWriter.FINAL);
        type.constructor(Names.INSTANCE);
        CodeWriter code = new CodeWriter(type);
        for (int i = 0; i < layout.module.globals().size() && ModuleLayout.hasField(i); i++) {
            char kind = layout.globalKind(i);
            String global = ModuleLayout.globalClass(kind);
            boolean shared = layout.isShared(i);
            String descriptor = shared ? "L" + global + ";" : Kind.descriptor(kind);
            type.field(ClassWriter.PUBLIC, ModuleLayout.globalField(i), descriptor);
            code.load(Kind.REFERENCE, 0);
            code.load(Kind.REFERENCE, 0);
            code.getField(Names.INSTANCE, "globals", "[L" + Names.RUN + "Global;");
            code.constant(i);
            code.op(Jvm.AALOAD);
            code.cast(global);
            if (!shared) {
                code.getField(global, "value", Kind.descriptor(kind));
            }
            code.putField(Names.STATE, ModuleLayout.globalField(i), descriptor);
        }
        code.op(Jvm.RETURN);
        code.useLocals(1);
        type.method(ClassWriter.PUBLIC, "linkGlobals", "()V", code);
        return type.finish();
    }

    /** The class with a method for each imported function, which calls the object that it is bound to. */
    static byte[] imports(ModuleLayout layout) {
        ClassWriter type = new ClassWriter(Names.IMPORTS, Names.OBJECT, ClassWriter.PUBLIC | ClassWriter.FINAL);
        for (int i = 0; i < layout.module.importedFunctions(); i++) {
            Signature signature = layout.functionSignature(i);
            String target = Names.signatureClass(signature.name());
            CodeWriter code = new CodeWriter(type);
            int instance = signature.parameterSlots();
            code.load(Kind.REFERENCE, instance);
            code.getField(Names.INSTANCE, "functions", "[" + A_FUNCTION);
            code.constant(i);
            code.op(Jvm.AALOAD);
            code.cast(target);
            code.push(Kind.REFERENCE);
            loadParameters(code, signature, 0);
            code.callVirtual(target, "call", signature.descriptor());
            returnCall(code, signature);
            code.useLocals(instance + 1);
            type.method(ClassWriter.PUBLIC | ClassWriter.STATIC, Names.function(i), signature.staticDescriptor(),
                    code);
        }
        return type.finish();
    }

    private static void loadParameters(CodeWriter code, Signature signature, int first) {
        if (signature.isWide()) {
            code.load(Kind.REFERENCE, first);
            return;
        }
        int slot = first;
        for (int i = 0; i < signature.parameters().length(); i++) {
            char kind = signature.parameters().charAt(i);
            code.load(kind, slot);
            code.push(kind);
            slot += Kind.slots(kind);
        }
    }

    /** Returns what the call before has returned. */
    private static void returnCall(CodeWriter code, Signature signature) {
        char kind = signature.returnKind();
        code.op(kind == 'V' ? Jvm.RETURN : Jvm.IRETURN + Kind.offset(kind));
    }

    /** The class of the object that stands for a function of the module. */
    static byte[] function(ModuleLayout layout, int function, boolean tailCalls) {
        Signature signature = layout.functionSignature(function);
        String parent = Names.signatureClass(signature.name());
        String name = Names.FUNCTION + function;
        ClassWriter type = new ClassWriter(name, parent, ClassWriter.PUBLIC | ClassWriter.FINAL);
        type.constructor(parent);
        forward(type, layout, function, signature, "call", Names.function(function));
        if (tailCalls) {
            forward(type, layout, function, signature, "callBody", Names.tailFunction(function));
        }
        create(type, name);
        return type.finish();
    }

    private static void forward(ClassWriter type, ModuleLayout layout, int function, Signature signature,
            String method, String target) {
        CodeWriter code = new CodeWriter(type);
        loadParameters(code, signature, 1);
        code.load(Kind.REFERENCE, 0);
        code.getField(Names.WASM_FUNCTION, "instance", Names.A_INSTANCE);
        code.cast(Names.STATE);
        code.callStatic(layout.owner(function), target, signature.staticDescriptor());
        returnCall(code, signature);
        code.useLocals(signature.parameterSlots() + 1);
        type.method(ClassWriter.PUBLIC, method, signature.descriptor(), code);
    }

    /** A method that makes another object of the class, so that only the first needs reflection. */
    private static void create(ClassWriter type, String name) {
        CodeWriter code = new CodeWriter(type);
        code.op2(Jvm.NEW, type.constants.type(name));
        code.op(Jvm.DUP);
        code.op2(Jvm.INVOKESPECIAL, type.constants.method(name, "<init>", "()V"));
        code.op(Jvm.ARETURN);
        code.useLocals(1);
        type.method(ClassWriter.PUBLIC, "create", "()" + A_FUNCTION, code);
    }

    /**
     * The class of all functions of a type, of whatever module: {@code call} with typed parameters, and the same with
     * all values in arrays for where the type is not known. {@code callBody} is {@code call}, but for functions that
     * make tail calls: it leaves them to its caller.
     */
    static byte[] signature(Signature signature) {
        String name = Names.signatureClass(signature.name());
        ClassWriter type = new ClassWriter(name, Names.WASM_FUNCTION, ClassWriter.PUBLIC | ClassWriter.ABSTRACT);
        type.constructor(Names.WASM_FUNCTION);
        type.abstractMethod("call", signature.descriptor());
        CodeWriter body = new CodeWriter(type);
        body.load(Kind.REFERENCE, 0);
        loadParameters(body, signature, 1);
        body.callVirtual(name, "call", signature.descriptor());
        returnCall(body, signature);
        body.useLocals(signature.parameterSlots() + 1);
        type.method(ClassWriter.PUBLIC, "callBody", signature.descriptor(), body);
        boxed(type, signature, "callBoxed", "call");
        boxed(type, signature, "callBodyBoxed", "callBody");
        return type.finish();
    }

    private static void boxed(ClassWriter type, Signature signature, String method, String target) {
        CodeWriter code = new CodeWriter(type);
        code.useLocals(2);
        code.load(Kind.REFERENCE, 0);
        if (signature.isWide()) {
            code.load(Kind.REFERENCE, 1);
        } else {
            for (int i = 0; i < signature.parameters().length(); i++) {
                Values.element(code, 1, i, signature.parameters().charAt(i), true);
                code.push(signature.parameters().charAt(i));
            }
            code.pop(code.height());
        }
        code.callVirtual(type.name, target, signature.descriptor());
        if (signature.results().length() > 1) {
            code.callStatic(Names.TAIL_CALLS, "boxed", "(" + signature.returnDescriptor() + ")" + OBJECTS);
        } else {
            code.push(signature.results());
            Values.packObjects(code, signature.results(), 2);
        }
        code.op(Jvm.ARETURN);
        type.method(ClassWriter.PUBLIC, method, "(" + OBJECTS + ")" + OBJECTS, code);
    }

    /** The class of the host's functions of a type. */
    static byte[] host(Signature signature) {
        String parent = Names.signatureClass(signature.name());
        String name = Names.hostClass(signature.name());
        ClassWriter type = new ClassWriter(name, parent, ClassWriter.PUBLIC | ClassWriter.FINAL);
        type.constructor(parent);
        create(type, name);
        CodeWriter code = new CodeWriter(type);
        int free = signature.parameterSlots() + 1;
        code.useLocals(free);
        boolean objects = signature.isWide() || signature.parameters().indexOf(Kind.REFERENCE) >= 0
                || signature.results().indexOf(Kind.REFERENCE) >= 0;
        loadParameters(code, signature, 1);
        if (objects) {
            if (!signature.isWide()) {
                Values.packObjects(code, signature.parameters(), free);
            }
            code.load(Kind.REFERENCE, 0);
            code.callStatic(Names.HOST_CALLS, "callBoxed", "(" + OBJECTS + A_FUNCTION + ")" + OBJECTS);
            TailCalls.returnBoxed(code, signature, free);
        } else {
            Values.packLongs(code, signature.parameters(), free);
            code.load(Kind.REFERENCE, 0);
            code.callStatic(Names.HOST_CALLS, "call", "([J" + A_FUNCTION + ")[J");
            if (signature.results().length() == 1) {
                code.constant(0);
                code.op(Jvm.LALOAD);
                code.fromLong(signature.results().charAt(0));
            }
            returnCall(code, signature);
        }
        type.method(ClassWriter.PUBLIC, "call", signature.descriptor(), code);
        return type.finish();
    }
}
