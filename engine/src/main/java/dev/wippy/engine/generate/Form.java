package dev.wippy.engine.generate;

import org.jspecify.annotations.Nullable;

/**
 * The form that a body takes: one method, or several parts of a cut one. What is emitted for an instruction is the same
 * in both; they differ in where locals are, in how labels that are elsewhere are reached, and in how results leave.
 */
abstract class Form {
    /** The method being written. */
    CodeWriter code;

    /** Where the operands are if there are too many for the JVM's stack; null if they are there. */
    @Nullable
    OperandFrame frame;

    Form(CodeWriter code) {
        this.code = code;
    }

    /** Called before each instruction: a part may end here. */
    abstract void before(int offset, boolean live);

    /** The slot of the instance. */
    abstract int instanceSlot();

    /** The slot of memory 0. */
    abstract int memorySlot();

    /**
     * Whether the loop that begins here keeps the window of memory 0, in {@link LoopWindow#SLOTS} slots behind that of the
     * memory.
     */
    boolean keepsWindow() {
        return false;
    }

    /** The first slot that is free between two instructions. */
    abstract int temporary();

    /** Pushes a local onto the JVM's stack. */
    abstract void load(int local, char kind);

    /** Pops a local's new value off the JVM's stack. */
    abstract void store(int local, char kind);

    /** The label of a number, the operands of which are of some kinds. */
    abstract Label label(int number, Operands stack);

    /** Whether a label is in the method being written. */
    abstract boolean isHere(Label label);

    /** Whether a label is before the present instruction: a jump to it goes back. */
    abstract boolean isBehind(Label label);

    /** Whether something that the present method does not show jumps to a label. */
    abstract boolean isEntered(Label label);

    /** Notes a jump to a label. */
    abstract void jumps(Label label);

    /** Notes that a label is placed here. */
    abstract void places(Label label);

    /** Leaves for a label that is not {@linkplain #isHere here}; the operands are those that it expects. */
    abstract void leave(Label label);

    /**
     * Goes to one of many blocks by the topmost operand, the last being for all numbers past the others; says whether
     * it does. If not, it is for the caller to do.
     *
     * @param spends whether a branch back to a loop costs a unit of fuel
     */
    abstract boolean branchTable(Block[] targets, boolean spends);

    /** Returns the topmost operands as the results of the function. */
    abstract void returnResults(Signature signature);

    /** Returns from the function without results, because a tail call stands in for them. */
    abstract void returnNothing(Signature signature);

    /** A {@code try_table} begins: what is below it has to be found again by its handler. */
    abstract void enterTry(Block block);

    /** A {@code try_table} ends, before its handler's code. */
    abstract void leaveTry(Block block);

    /** The code of a handler begins, with the exception on top of the stack. */
    abstract void handles();

    /** The topmost operands become one array of objects; they are no longer known, and neither is it. */
    final void packObjects(String kinds, int free) {
        if (frame == null) {
            Values.packObjects(code, kinds, free);
        } else {
            frame.pack(kinds);
        }
    }

    /** What a call returned becomes known operands; several results come in an array. */
    final void unpackResults(Signature signature) {
        int results = signature.results().length();
        if (frame != null && OperandFrame.isMany(results)) {
            code.store(Kind.REFERENCE, temporary());
            frame.unpack(signature.returnDescriptor(), signature.results(), temporary());
        } else {
            Values.unpackResults(code, signature, temporary());
        }
    }

    /** The depth of loops at the next instruction, for where to cut. */
    abstract void loops(int depth);

    /** The body is done. */
    abstract void end();
}
