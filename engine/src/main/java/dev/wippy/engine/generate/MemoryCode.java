package dev.wippy.engine.generate;

import dev.wippy.engine.read.MemoryAccess;
import dev.wippy.engine.read.Opcode;

/**
 * Emits accesses to memories, as calls of small static methods: {@code VarHandle}s in the code itself gain nothing, and
 * large methods of them are more than C1 can take.
 */
final class MemoryCode {
    /** By opcode from i32.load: the method that does it. */
    private static final String[] METHODS = {"i32", "i64", "f32", "f64", "i8", "u8", "i16", "u16", "i8", "u8", "i16",
        "u16", "i32", "u32", "i32", "i64", "f32", "f64", "i8", "i16", "i8", "i16", "i32"};

    /** No memory is larger: its pages are at most 32,767. */
    private static final long MAX_OFFSET = 32_767L << 16;

    private MemoryCode() {}

    /** Pushes a memory of the instance, behind the window if that is kept. */
    private static void memory(BodyGenerator body, int memory, boolean kept) {
        CodeWriter code = body.code;
        if (kept) {
            int slot = body.form.memorySlot();
            code.load(Kind.REFERENCE, slot + 1);
            code.load(Kind.INT, slot + 2);
            code.load(Kind.INT, slot + 3);
        }
        if (memory == 0) {
            code.load(Kind.REFERENCE, body.form.memorySlot());
        } else {
            anyMemory(body, memory);
        }
    }

    private static void anyMemory(BodyGenerator body, int memory) {
        CodeWriter code = body.code;
        code.load(Kind.REFERENCE, body.form.instanceSlot());
        if (memory == 0) {
            code.getField(Names.INSTANCE, "memory", Names.A_MEMORY);
        } else {
            code.getField(Names.INSTANCE, "memories", "[" + Names.A_MEMORY);
            code.constant(memory);
            code.op(Jvm.AALOAD);
        }
    }

    static void access(BodyGenerator body, int opcode, boolean load) {
        CodeWriter code = body.code;
        // With an offset past the end of the largest memory every access traps.
        int offset = (int) Math.min(body.cursor.memoryOffset(), MAX_OFFSET);
        String method = METHODS[opcode - Opcode.I32_LOAD];
        char kind = Kind.of(MemoryAccess.type(opcode));
        boolean narrow = kind == Kind.LONG && !method.equals("i64");
        boolean kept = body.keeper != null;
        String where = (kept ? "[BII" : "") + Names.A_MEMORY;
        if (load) {
            code.constant(offset);
            memory(body, body.cursor.index(), kept);
            char moved = narrow && !method.equals("u32") ? Kind.INT : kind;
            code.callStatic(kept ? Names.LOOP_LOADS : Names.LOADS, method, "(II" + where + ")" + moved);
            if (moved != kind) {
                code.op(Jvm.I2L);
            }
            code.pop();
            code.push(kind);
        } else {
            if (narrow) {
                code.op(Jvm.L2I);
            }
            code.constant(offset);
            memory(body, body.cursor.index(), kept);
            code.callStatic(kept ? Names.LOOP_STORES : Names.STORES, method,
                    "(I" + (narrow ? Kind.INT : kind) + "I" + where + ")V");
            code.pop(2);
        }
    }

    static void size(BodyGenerator body, int opcode) {
        CodeWriter code = body.code;
        anyMemory(body, body.cursor.index());
        if (opcode == Opcode.MEMORY_SIZE) {
            code.callStatic(Names.BULK, "size", "(" + Names.A_MEMORY + ")I");
            code.push(Kind.INT);
        } else {
            code.callStatic(Names.BULK, "grow", "(I" + Names.A_MEMORY + ")I");
        }
    }

    static void bulk(BodyGenerator body, int opcode) {
        CodeWriter code = body.code;
        if (opcode != Opcode.DATA_DROP) {
            FuelCode.bulk(body, "bytes");
        }
        switch (opcode) {
            case Opcode.MEMORY_INIT -> {
                anyMemory(body, body.cursor.secondIndex());
                code.constant(body.cursor.index());
                code.load(Kind.REFERENCE, body.form.instanceSlot());
                code.callStatic(Names.BULK, "init", "(III" + Names.A_MEMORY + "I" + Names.A_INSTANCE + ")V");
                code.pop(3);
            }
            case Opcode.MEMORY_COPY -> {
                anyMemory(body, body.cursor.index());
                anyMemory(body, body.cursor.secondIndex());
                code.callStatic(Names.BULK, "copy", "(III" + Names.A_MEMORY + Names.A_MEMORY + ")V");
                code.pop(3);
            }
            case Opcode.MEMORY_FILL -> {
                anyMemory(body, body.cursor.index());
                code.callStatic(Names.BULK, "fill", "(III" + Names.A_MEMORY + ")V");
                code.pop(3);
            }
            default -> {
                code.constant(body.cursor.index());
                code.load(Kind.REFERENCE, body.form.instanceSlot());
                code.callStatic(Names.BULK, "drop", "(I" + Names.A_INSTANCE + ")V");
            }
        }
    }
}
