package dev.wippy.engine.generate;

import dev.wippy.engine.read.Opcode;

/** Emits what reads and changes the instance beside its memories: globals, tables, segments, references. */
final class InstanceCode {
    private InstanceCode() {}

    static void emit(BodyGenerator body, int opcode) {
        CodeWriter code = body.code;
        int index = body.cursor.index();
        switch (opcode) {
            case Opcode.GLOBAL_GET -> getGlobal(body, index);
            case Opcode.GLOBAL_SET -> setGlobal(body, index);
            case Opcode.REF_NULL -> {
                code.op(Jvm.ACONST_NULL);
                code.push(Kind.REFERENCE);
            }
            case Opcode.REF_IS_NULL -> body.conditions.isNull(code);
            case Opcode.REF_FUNC -> {
                instance(body);
                code.constant(index);
                code.callVirtual(Names.INSTANCE, "function", "(I)L" + Names.WASM_FUNCTION + ";");
                code.push(Kind.REFERENCE);
            }
            case Opcode.REF_AS_NON_NULL -> {
                body.line();
                code.callStatic(Names.TRAPS, "requireReference", "(" + Names.AN_OBJECT + ")" + Names.AN_OBJECT);
            }
            default -> {
                body.line();
                table(body, opcode, index);
            }
        }
    }

    private static void instance(BodyGenerator body) {
        body.code.load(Kind.REFERENCE, body.form.instanceSlot());
    }

    private static void getGlobal(BodyGenerator body, int global) {
        CodeWriter code = body.code;
        char kind = body.layout.globalKind(global);
        globalOwner(body, global, kind);
        if (body.layout.isShared(global)) {
            code.getField(ModuleLayout.globalClass(kind), "value", Kind.descriptor(kind));
        } else {
            code.getField(Names.STATE, ModuleLayout.globalField(global), Kind.descriptor(kind));
        }
        code.push(kind);
    }

    private static void setGlobal(BodyGenerator body, int global) {
        CodeWriter code = body.code;
        char kind = code.pop();
        globalOwner(body, global, kind);
        if (Kind.slots(kind) == 2) {
            code.op(Jvm.DUP_X2);
            code.op(Jvm.POP);
        } else {
            code.op(Jvm.SWAP);
        }
        if (body.layout.isShared(global)) {
            code.putField(ModuleLayout.globalClass(kind), "value", Kind.descriptor(kind));
        } else {
            code.putField(Names.STATE, ModuleLayout.globalField(global), Kind.descriptor(kind));
        }
    }

    /** Pushes the object whose field has the value. */
    private static void globalOwner(BodyGenerator body, int global, char kind) {
        CodeWriter code = body.code;
        instance(body);
        if (!ModuleLayout.hasField(global)) {
            code.getField(Names.INSTANCE, "globals", "[L" + Names.RUN + "Global;");
            code.constant(global);
            code.op(Jvm.AALOAD);
            code.cast(ModuleLayout.globalClass(kind));
        } else if (body.layout.isShared(global)) {
            code.getField(Names.STATE, ModuleLayout.globalField(global), "L" + ModuleLayout.globalClass(kind) + ";");
        }
    }

    /** Pushes a table of the instance. */
    static void table(BodyGenerator body, int table) {
        CodeWriter code = body.code;
        instance(body);
        if (table == 0) {
            code.getField(Names.INSTANCE, "table", "L" + Names.TABLE + ";");
        } else {
            code.getField(Names.INSTANCE, "tables", "[L" + Names.TABLE + ";");
            code.constant(table);
            code.op(Jvm.AALOAD);
        }
    }

    private static void table(BodyGenerator body, int opcode, int index) {
        CodeWriter code = body.code;
        String table = "L" + Names.TABLE + ";";
        if (opcode == Opcode.TABLE_FILL || opcode == Opcode.TABLE_COPY || opcode == Opcode.TABLE_INIT) {
            FuelCode.bulk(body, "elements");
        }
        switch (opcode) {
            case Opcode.TABLE_GET -> {
                table(body, index);
                code.callStatic(Names.TABLES, "get", "(I" + table + ")" + Names.AN_OBJECT);
                code.pop();
                code.push(Kind.REFERENCE);
            }
            case Opcode.TABLE_SET -> {
                table(body, index);
                code.callStatic(Names.TABLES, "set", "(I" + Names.AN_OBJECT + table + ")V");
                code.pop(2);
            }
            case Opcode.TABLE_SIZE -> {
                table(body, index);
                code.callStatic(Names.TABLES, "size", "(" + table + ")I");
                code.push(Kind.INT);
            }
            case Opcode.TABLE_GROW -> {
                table(body, index);
                code.callStatic(Names.TABLES, "grow", "(" + Names.AN_OBJECT + "I" + table + ")I");
                code.pop(2);
                code.push(Kind.INT);
            }
            case Opcode.TABLE_FILL -> {
                table(body, index);
                code.callStatic(Names.TABLES, "fill", "(I" + Names.AN_OBJECT + "I" + table + ")V");
                code.pop(3);
            }
            case Opcode.TABLE_COPY -> {
                table(body, index);
                table(body, body.cursor.secondIndex());
                code.callStatic(Names.TABLES, "copy", "(III" + table + table + ")V");
                code.pop(3);
            }
            case Opcode.TABLE_INIT -> {
                table(body, body.cursor.secondIndex());
                code.constant(index);
                instance(body);
                code.callStatic(Names.TABLES, "init", "(III" + table + "I" + Names.A_INSTANCE + ")V");
                code.pop(3);
            }
            default -> {
                code.constant(index);
                instance(body);
                code.callStatic(Names.TABLES, "drop", "(I" + Names.A_INSTANCE + ")V");
            }
        }
    }
}
