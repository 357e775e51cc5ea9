package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionBody;
import dev.wippy.engine.read.FunctionValidator;
import dev.wippy.engine.read.InstructionCursor;
import dev.wippy.engine.read.MemoryAccess;
import dev.wippy.engine.read.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a body beside the validator and emits it into a {@link Form}. What the operands are is known from the
 * code that was emitted for them; code that cannot be reached is left out. Nothing recurses on the depth of blocks.
 */
final class BodyGenerator {
    final ModuleLayout layout;
    final InstructionCursor cursor;
    final Conditions conditions = new Conditions();
    final Form form;
    final Signature signature;
    CodeWriter code;
    private final FunctionValidator validator;
    private final List<Block> blocks = new ArrayList<>();
    final ControlCode control = new ControlCode(this);
    private final JumpThreading threading = new JumpThreading(this);
    private final TryCode tries = new TryCode(this);
    private final FunctionBody body;
    private int labels;
    private int loops;
    /** The loop that is open and keeps the window, if one is: it, and all in it, do. */
    @Nullable
    Block keeper;

    /**
     * A generator for a body.
     *
     * @param validator of the module; begun anew
     * @param form what it is emitted into, its first method begun
     */
    BodyGenerator(ModuleLayout layout, FunctionValidator validator, FunctionBody body, Form form) {
        this.layout = layout;
        this.validator = validator;
        this.body = body;
        this.form = form;
        cursor = validator.cursor();
        code = form.code;
        signature = layout.signature(body.typeIndex());
    }

    /** Emits the body. */
    void generate() {
        validator.begin(body);
        blocks.add(new Block(Opcode.BLOCK, 0, signature.results(), newLabel(0, signature.results())));
        while (validator.next()) {
            boolean live = validator.isLive();
            if (!conditions.isPending() && !threading.isInside()) {
                form.before(cursor.offset(), live);
                code = form.code;
            }
            if (live) {
                if (!threading.isEmitted()) {
                    threading.follow(cursor.opcode());
                    emit(cursor.opcode());
                }
            } else {
                skip(cursor.opcode());
            }
            validator.apply();
        }
        form.end();
    }

    // Blocks

    Label newLabel(int below, String kinds) {
        return form.label(labels++, code.snapshot(below, kinds));
    }

    /** The block that a label counted from the innermost one means. */
    Block block(int depth) {
        return blocks.get(blocks.size() - 1 - depth);
    }

    /** How many blocks are open. */
    int depth() {
        return blocks.size();
    }

    boolean isOutermost(Block block) {
        return block == blocks.getFirst();
    }

    private String blockParameters() {
        int type = cursor.blockTypeIndex();
        return type == InstructionCursor.NO_INDEX ? "" : layout.signature(type).parameters();
    }

    private String blockResults() {
        int type = cursor.blockTypeIndex();
        if (type != InstructionCursor.NO_INDEX) {
            return layout.signature(type).results();
        }
        return cursor.blockResult() == 0 ? "" : String.valueOf(Kind.of(cursor.blockResult()));
    }

    /** Instructions that cannot be reached matter only where they end blocks that could be. */
    private void skip(int opcode) {
        switch (opcode) {
            case Opcode.BLOCK, Opcode.LOOP, Opcode.IF, Opcode.TRY_TABLE -> blocks.add(Block.DEAD);
            case Opcode.ELSE -> otherwise(false);
            case Opcode.END -> end(false);
            default -> {
                // Nothing runs it.
            }
        }
    }

    private void emit(int opcode) {
        if (conditions.isPending() && (form.frame != null || !Conditions.isUsedBy(opcode))) {
            conditions.materialize(code);
        }
        if (form.frame != null) {
            form.frame.prepare(this, opcode);
        }
        switch (opcode) {
            case Opcode.BLOCK -> open(opcode, blockResults());
            case Opcode.LOOP -> loop();
            case Opcode.IF -> branchIf();
            case Opcode.TRY_TABLE -> tries.begin(open(opcode, blockResults()));
            case Opcode.ELSE -> otherwise(true);
            case Opcode.END -> end(true);
            case Opcode.BR -> control.branch(block(cursor.index()));
            case Opcode.BR_IF -> control.branchIf(block(cursor.index()));
            case Opcode.BR_TABLE -> control.branchTable();
            case Opcode.BR_ON_NULL -> control.branchOnNull(block(cursor.index()));
            case Opcode.BR_ON_NON_NULL -> control.branchOnNonNull(block(cursor.index()));
            case Opcode.RETURN -> form.returnResults(signature);
            case Opcode.SELECT, Opcode.SELECT_T -> control.select();
            case Opcode.NOP -> {
                // Does nothing.
            }
            case Opcode.UNREACHABLE -> {
                line();
                code.callStatic(Names.TRAPS, "unreachable", "()Ljava/lang/RuntimeException;");
                code.op(Jvm.ATHROW);
            }
            case Opcode.THROW -> tries.throwTag(cursor.index());
            case Opcode.THROW_REF -> tries.throwReference();
            case Opcode.CALL -> CallCode.call(this, cursor.index());
            case Opcode.CALL_INDIRECT -> CallCode.callIndirect(this, cursor.index(), cursor.secondIndex());
            case Opcode.CALL_REF -> CallCode.callReference(this, cursor.index());
            case Opcode.RETURN_CALL -> CallCode.tailCall(this, cursor.index());
            case Opcode.RETURN_CALL_INDIRECT ->
                CallCode.tailCallIndirect(this, cursor.index(), cursor.secondIndex());
            case Opcode.RETURN_CALL_REF -> CallCode.tailCallReference(this, cursor.index());
            case Opcode.DROP -> code.drop();
            default -> simple(opcode);
        }
    }

    private void simple(int opcode) {
        switch (opcode) {
            case Opcode.LOCAL_GET -> {
                char kind = localKind();
                form.load(cursor.index(), kind);
                code.push(kind);
            }
            case Opcode.LOCAL_SET -> form.store(cursor.index(), code.pop());
            case Opcode.LOCAL_TEE -> {
                char kind = code.top();
                code.op(Kind.slots(kind) == 2 ? Jvm.DUP2 : Jvm.DUP);
                form.store(cursor.index(), kind);
            }
            case Opcode.I32_CONST -> {
                if (!threading.jump((int) cursor.value())) {
                    code.constant((int) cursor.value());
                    code.push(Kind.INT);
                }
            }
            case Opcode.I64_CONST -> {
                code.constant(cursor.value());
                code.push(Kind.LONG);
            }
            case Opcode.F32_CONST -> {
                code.floatConstant((int) cursor.value());
                code.push(Kind.FLOAT);
            }
            case Opcode.F64_CONST -> {
                code.doubleConstant(cursor.value());
                code.push(Kind.DOUBLE);
            }
            default -> {
                if (opcode <= Opcode.TABLE_SET) {
                    InstanceCode.emit(this, opcode);
                } else if (opcode <= Opcode.I64_STORE32) {
                    line();
                    MemoryCode.access(this, opcode, MemoryAccess.isLoad(opcode));
                } else if (opcode <= Opcode.MEMORY_GROW) {
                    MemoryCode.size(this, opcode);
                } else if (opcode >= Opcode.MEMORY_INIT && opcode <= Opcode.MEMORY_FILL) {
                    line();
                    MemoryCode.bulk(this, opcode);
                } else if (opcode >= Opcode.TABLE_INIT || opcode >= Opcode.REF_NULL && opcode < 0x100) {
                    InstanceCode.emit(this, opcode);
                } else if (!conditions.begin(opcode, code)) {
                    if (NumberCode.traps(opcode)) {
                        line();
                    }
                    NumberCode.emit(code, opcode);
                }
            }
        }
    }

    char localKind() {
        return Kind.of(validator.localType(cursor.index()));
    }

    /** The present instruction can trap or call: stack traces shall tell its place. */
    void line() {
        code.line(Lines.line(body, cursor.offset()));
    }

    void poll() {
        code.callStatic(Names.SAFEPOINT, "poll", "()V");
    }

    private Block open(int opcode, String carried) {
        int height = code.height() - blockParameters().length();
        Block block = new Block(opcode, height, carried, newLabel(height, carried));
        blocks.add(block);
        return block;
    }

    private void loop() {
        Block block = open(Opcode.LOOP, blockParameters());
        form.loops(++loops);
        if (keeper == null && form.keepsWindow()) {
            keeper = block;
        }
        if (keeper == null) {
            place(block.target);
            poll();
        } else {
            Label taken = LoopWindow.take(code, form.memorySlot());
            place(block.target);
            LoopWindow.poll(code, form.memorySlot(), taken);
        }
        threading.begin(block);
    }

    private void branchIf() {
        String parameters = blockParameters();
        int height = code.height() - parameters.length() - (conditions.isPending() ? 0 : 1);
        String results = blockResults();
        Block block = new Block(Opcode.IF, height, results, newLabel(height, results));
        block.otherwise = newLabel(height, parameters);
        control.jumpIf(false, block.otherwise);
        blocks.add(block);
    }

    private void otherwise(boolean live) {
        Block block = blocks.getLast();
        if (block != Block.DEAD) {
            if (live) {
                control.jump(block.target);
            }
            block.opcode = Opcode.ELSE;
            code.restore(block.otherwise.operands);
            place(block.otherwise);
        }
    }

    private void end(boolean liveBefore) {
        Block block = blocks.removeLast();
        if (block == Block.DEAD) {
            return;
        }
        boolean live = liveBefore;
        if (block.opcode == Opcode.LOOP) {
            form.loops(--loops);
            if (block == keeper) {
                keeper = null;
            }
            if (!live) {
                code.restore(block.target.operands);
            }
            return;
        }
        if (block.opcode == Opcode.TRY_TABLE) {
            live = tries.end(block, live);
        }
        if (block.opcode == Opcode.IF) {
            code.restore(block.otherwise.operands);
            place(block.otherwise);
            live = true;
        }
        if (block.target.used || form.isEntered(block.target)) {
            code.restore(block.target.operands);
            place(block.target);
            live = true;
        } else {
            form.places(block.target);
        }
        if (blocks.isEmpty() && live) {
            form.returnResults(signature);
        }
    }

    /** Places a label of the body, with the operands that are known now. */
    void place(Label label) {
        form.places(label);
        code.place(label);
    }
}
