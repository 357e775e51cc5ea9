package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionBody;
import dev.wippy.engine.read.InstructionCursor;
import dev.wippy.engine.read.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The loops that keep the window of memory 0 in JVM locals: those in which nothing is called and nothing moves it, so
 * that only their heads have to ask whether it is the same. A field would be read anew in each round, because the poll
 * there reads a volatile one.
 */
final class LoopWindow {
    /** Slots behind that of the memory, for the array, its low and the memory's end. */
    static final int SLOTS = 3;

    private static final Open NO_LOOP = new Open(-1, 0, 0, 0);

    private LoopWindow() {}

    /** A block that is open. */
    private record Open(int offset, int calls, int accesses, int found) {}

    /** By offset from the start of the body: the outermost loops that can keep the window, and have a use for it. */
    static BitSet loops(FunctionBody body, InstructionCursor cursor) {
        List<Open> open = new ArrayList<>();
        Measurements.Ints found = new Measurements.Ints();
        int calls = 0;
        int accesses = 0;
        cursor.begin(body);
        while (cursor.next()) {
            int opcode = cursor.opcode();
            switch (opcode) {
                case Opcode.LOOP -> open.add(new Open(cursor.offset() - body.offset(), calls, accesses, found.size));
                case Opcode.BLOCK, Opcode.IF, Opcode.TRY_TABLE -> open.add(NO_LOOP);
                case Opcode.CALL, Opcode.CALL_INDIRECT, Opcode.CALL_REF, Opcode.RETURN_CALL,
                        Opcode.RETURN_CALL_INDIRECT, Opcode.RETURN_CALL_REF, Opcode.MEMORY_GROW, Opcode.MEMORY_INIT,
                        Opcode.MEMORY_COPY, Opcode.MEMORY_FILL ->
                    calls++;
                case Opcode.END -> {
                    Open loop = open.isEmpty() ? NO_LOOP : open.removeLast();
                    if (loop != NO_LOOP && loop.calls() == calls && loop.accesses() < accesses) {
                        found.size = loop.found();
                        found.add(loop.offset());
                    }
                }
                default -> {
                    if (opcode >= Opcode.I32_LOAD && opcode <= Opcode.I64_STORE32) {
                        accesses++;
                    }
                }
            }
        }
        BitSet loops = new BitSet();
        for (int i = 0; i < found.size; i++) {
            loops.set(found.values[i]);
        }
        return loops;
    }

    /**
     * Before the loop, and each in it. If the window moves it is taken here again, by a jump that goes back: so it never
     * changes in the loop proper, and the JIT moves what depends on it out.
     */
    static Label take(CodeWriter code, int memory) {
        Label taken = new Label();
        code.place(taken);
        code.load(Kind.REFERENCE, memory);
        code.callVirtual(Names.MEMORY, "take", "()V");
        code.load(Kind.REFERENCE, memory);
        code.callVirtual(Names.MEMORY, "window", "()[B");
        code.store(Kind.REFERENCE, memory + 1);
        code.load(Kind.REFERENCE, memory);
        code.callVirtual(Names.MEMORY, "low", "()I");
        code.store(Kind.INT, memory + 2);
        code.load(Kind.REFERENCE, memory);
        code.callVirtual(Names.MEMORY, "end", "()I");
        code.store(Kind.INT, memory + 3);
        return taken;
    }

    /** At the head of the loop, in place of a poll. */
    static void poll(CodeWriter code, int memory, Label taken) {
        code.load(Kind.REFERENCE, memory);
        code.load(Kind.REFERENCE, memory + 1);
        code.callVirtual(Names.MEMORY, "isMoved", "([B)Z");
        code.jump(Jvm.IFNE, taken);
    }
}
