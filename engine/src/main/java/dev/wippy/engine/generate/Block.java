package dev.wippy.engine.generate;

import java.util.List;

/** A block of the body that is open where the generator is. */
final class Block {
    /** A block whose beginning cannot be reached: nothing of it is emitted. */
    static final Block DEAD = new Block(0, 0, "", new Label());

    /** The opcode that it began with; {@code else} in the second half of an {@code if}. */
    int opcode;
    /** The operands below its parameters. */
    final int height;
    /** The kinds that a branch to it carries. */
    final String carried;
    /** Where a branch to it goes: its head if it is a loop, else its end. */
    final Label target;
    /** Of an {@code if}: where it goes if the condition does not hold. */
    Label otherwise = new Label();
    /** Of a {@code try_table}: its handler. */
    Handler handler = Handler.NONE;

    /** Of a loop that begins with a {@code br_table} on a local: the table's targets; else empty. */
    Block[] dispatch = {};
    /** That local. */
    int dispatchLocal = -1;

    Block(int opcode, int height, String carried, Label target) {
        this.opcode = opcode;
        this.height = height;
        this.carried = carried;
        this.target = target;
    }

    /**
     * The handler of a {@code try_table}.
     *
     * @param label where its code is: the operands below the block are on the stack, and the exception
     * @param below how many operands are below the block, its parameters not counted
     * @param clauses what it catches
     */
    record Handler(Label label, int below, List<Clause> clauses) {
        static final Handler NONE = new Handler(new Label(), 0, List.of());
    }

    /**
     * A clause of a handler.
     *
     * @param kind as in {@link dev.wippy.engine.read.InstructionCursor#catchKind}
     * @param tag the tag it is for, if it is for one
     * @param target the block that it branches to
     */
    record Clause(int kind, int tag, Block target) {}
}
