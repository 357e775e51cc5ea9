package dev.wippy.engine.generate;

import dev.wippy.engine.read.InstructionCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits exceptions. The code of a handler stands at the end of its {@code try_table}: it is entered with the operands
 * below the block, and the exception on top; what it does not take it throws again, inside the blocks around it.
 */
final class TryCode {
    private final BodyGenerator body;

    TryCode(BodyGenerator body) {
        this.body = body;
    }

    void begin(Block block) {
        int count = body.cursor.catchCount();
        if (count == 0) {
            return;
        }
        List<Block.Clause> clauses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // Labels are counted from outside of the try_table, which is open already.
            Block target = body.block(body.cursor.catchLabel(i) + 1);
            clauses.add(new Block.Clause(body.cursor.catchKind(i), body.cursor.catchTag(i), target));
        }
        Label label = body.newLabel(block.height, String.valueOf(Kind.REFERENCE));
        block.handler = new Block.Handler(label, block.height, clauses);
        body.form.enterTry(block);
    }

    /** Emits the handler; says whether the code behind it can be reached from before it. */
    boolean end(Block block, boolean live) {
        Block.Handler handler = block.handler;
        if (handler == Block.Handler.NONE) {
            return live;
        }
        body.form.leaveTry(block);
        CodeWriter code = body.code;
        if (live) {
            body.form.jumps(block.target);
            code.jump(Jvm.GOTO, block.target);
        }
        code.restore(handler.label().operands);
        body.place(handler.label());
        if (body.form.frame != null) {
            body.form.frame.fetch(1);
        }
        body.form.handles();
        for (Block.Clause clause : handler.clauses()) {
            if (clause.kind() >= InstructionCursor.CATCH_ALL) {
                Operands operands = code.snapshot();
                take(clause, "");
                if (clause == handler.clauses().getLast()) {
                    return false;
                }
                // What follows never runs; but it goes to labels that the validator takes for used.
                code.restore(operands);
                code.place(new Label());
                continue;
            }
            Label next = new Label();
            code.op(Jvm.DUP);
            code.load(Kind.REFERENCE, body.form.instanceSlot());
            code.constant(clause.tag());
            code.callStatic(Names.EXCEPTIONS, "hasTag", "(" + Names.AN_OBJECT + Names.A_INSTANCE + "I)Z");
            code.jump(Jvm.IFEQ, next);
            Operands operands = code.snapshot();
            take(clause, body.layout.tagParameters(clause.tag()));
            code.restore(operands);
            code.place(next);
        }
        code.cast("java/lang/Throwable");
        code.op(Jvm.ATHROW);
        code.pop();
        return false;
    }

    /** Branches with what the exception on top of the stack carries. */
    private void take(Block.Clause clause, String carried) {
        CodeWriter code = body.code;
        int slot = body.form.temporary();
        code.store(code.pop(), slot);
        if (body.form.frame != null && OperandFrame.isMany(carried.length())) {
            takeMany(body.form.frame, carried, slot);
        } else {
            takeEach(carried, slot);
        }
        if (clause.kind() == InstructionCursor.CATCH_REF || clause.kind() == InstructionCursor.CATCH_ALL_REF) {
            code.load(Kind.REFERENCE, slot);
            code.push(Kind.REFERENCE);
        }
        new ControlCode(body).branch(clause.target());
    }

    private void takeMany(OperandFrame frame, String carried, int slot) {
        CodeWriter code = body.code;
        code.load(Kind.REFERENCE, slot);
        code.callStatic(Names.EXCEPTIONS, "values", "(" + Names.AN_OBJECT + ")[" + Names.AN_OBJECT);
        code.store(Kind.REFERENCE, slot + 1);
        frame.unpack("[" + Names.AN_OBJECT, carried, slot + 1);
    }

    private void takeEach(String carried, int slot) {
        CodeWriter code = body.code;
        for (int i = 0; i < carried.length(); i++) {
            code.load(Kind.REFERENCE, slot);
            code.constant(i);
            code.callStatic(Names.EXCEPTIONS, "value", "(" + Names.AN_OBJECT + "I)" + Names.AN_OBJECT);
            Values.unbox(code, carried.charAt(i));
            code.push(carried.charAt(i));
        }
    }

    void throwTag(int tag) {
        body.line();
        CodeWriter code = body.code;
        body.form.packObjects(body.layout.tagParameters(tag), body.form.temporary());
        code.load(Kind.REFERENCE, body.form.instanceSlot());
        code.constant(tag);
        code.callStatic(Names.EXCEPTIONS, "make", "([" + Names.AN_OBJECT + Names.A_INSTANCE + "I)L"
                + Names.WASM_EXCEPTION + ";");
        code.op(Jvm.ATHROW);
    }

    void throwReference() {
        body.line();
        CodeWriter code = body.code;
        code.callStatic(Names.EXCEPTIONS, "again", "(" + Names.AN_OBJECT + ")L" + Names.WASM_EXCEPTION + ";");
        code.op(Jvm.ATHROW);
        code.pop();
    }
}
