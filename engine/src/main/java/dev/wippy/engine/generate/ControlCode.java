package dev.wippy.engine.generate;

import dev.wippy.engine.read.Opcode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Emits branches. */
final class ControlCode {
    private final BodyGenerator body;

    ControlCode(BodyGenerator body) {
        this.body = body;
    }

    /** Goes to a label whose operands are the present ones, which are no longer known. */
    void jump(Label label) {
        body.form.jumps(label);
        settle();
        if (body.form.isHere(label)) {
            body.code.jump(Jvm.GOTO, label);
        } else {
            body.form.leave(label);
        }
    }

    /** Goes to a label if the condition is as wanted; the operands but for the condition are those it expects. */
    void jumpIf(boolean wanted, Label label) {
        body.form.jumps(label);
        if (body.form.isHere(label)) {
            body.conditions.jump(body.code, wanted, label);
            return;
        }
        Label stay = new Label();
        body.conditions.jump(body.code, !wanted, stay);
        Operands operands = body.code.snapshot();
        body.form.leave(label);
        body.code.restore(operands);
        body.code.place(stay);
    }

    void branch(Block block) {
        spend(block);
        if (body.isOutermost(block)) {
            body.form.returnResults(body.signature);
        } else {
            adjust(block);
            jump(block.target);
        }
    }

    private void settle() {
        if (body.form.frame != null) {
            body.form.frame.settle(0);
        }
    }

    /** Drops what is between the operands that the block leaves below it and those that the branch carries. */
    private void adjust(Block block) {
        int count = block.carried.length();
        CodeWriter code = body.code;
        if (body.form.frame != null) {
            settle();
            body.form.frame.copyTo(block.height, count);
            return;
        }
        int surplus = code.height() - block.height - count;
        if (surplus == 0) {
            return;
        }
        int slot = body.form.temporary();
        String kinds = block.carried;
        Values.spill(code, count, slot);
        for (int i = 0; i < surplus; i++) {
            code.drop();
        }
        for (int i = 0; i < count; i++) {
            code.load(kinds.charAt(i), Values.slotOf(kinds, i, slot));
            code.push(kinds.charAt(i));
        }
    }

    /** A branch to a block is taken: to a loop it costs a unit of fuel. */
    void spend(Block block) {
        if (body.layout.countsFuel && block.opcode == Opcode.LOOP) {
            FuelCode.unit(body.code, body.form.instanceSlot());
        }
    }

    /** Whether a branch is nothing but a jump, once the topmost operands, a number of them, are gone. */
    private boolean isPlain(Block block, int above) {
        boolean costs = body.layout.countsFuel && block.opcode == Opcode.LOOP;
        return !costs && !body.isOutermost(block)
                && body.code.height() - above == block.height + block.carried.length()
                && body.form.isHere(block.target);
    }

    void branchIf(Block block) {
        if (isPlain(block, body.conditions.isPending() ? 0 : 1)) {
            jumpIf(true, block.target);
            return;
        }
        Label stay = new Label();
        body.conditions.jump(body.code, false, stay);
        Operands operands = body.code.snapshot();
        branch(block);
        body.code.restore(operands);
        body.code.place(stay);
    }

    void branchOnNull(Block block) {
        CodeWriter code = body.code;
        Label stay = new Label();
        code.op(Jvm.DUP);
        code.jump(Jvm.IFNONNULL, stay);
        Operands operands = code.snapshot();
        code.drop();
        branch(block);
        code.restore(operands);
        code.place(stay);
    }

    void branchOnNonNull(Block block) {
        CodeWriter code = body.code;
        Label stay = new Label();
        code.op(Jvm.DUP);
        code.jump(Jvm.IFNULL, stay);
        Operands operands = code.snapshot();
        branch(block);
        code.restore(operands);
        code.place(stay);
        code.drop();
    }

    void branchTable() {
        CodeWriter code = body.code;
        int last = body.cursor.targetCount() - 1;
        Block[] targets = new Block[last + 1];
        for (int i = 0; i <= last; i++) {
            targets[i] = body.block(body.cursor.target(i));
        }
        if (body.form.branchTable(targets, body.layout.countsFuel)) {
            return;
        }
        code.pop();
        Map<Integer, Label> stubs = new LinkedHashMap<>();
        Label[] labels = new Label[last];
        for (int i = 0; i < last; i++) {
            labels[i] = tableTarget(body.cursor.target(i), stubs);
        }
        code.tableSwitch(0, labels, tableTarget(body.cursor.target(last), stubs));
        Operands operands = code.snapshot();
        stubs.forEach((depth, stub) -> {
            code.restore(operands);
            code.place(stub);
            branch(body.block(depth));
        });
    }

    private Label tableTarget(int depth, Map<Integer, Label> stubs) {
        Block block = body.block(depth);
        if (isPlain(block, 0)) {
            body.form.jumps(block.target);
            return block.target;
        }
        return stubs.computeIfAbsent(depth, _ -> new Label());
    }

    /** {@code first second condition}: the first if the condition holds. */
    void select() {
        CodeWriter code = body.code;
        Label first = new Label();
        body.conditions.jump(code, true, first);
        boolean wide = Kind.slots(code.top()) == 2;
        if (wide) {
            code.op(Jvm.DUP2_X2);
            code.op(Jvm.POP2);
        } else {
            code.op(Jvm.SWAP);
        }
        code.place(first);
        code.drop();
    }
}
