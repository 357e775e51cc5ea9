package dev.wippy.engine.read;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;

/**
 * Validates bodies in one pass (section 3.4), step by step, so that a generator of code can go along and see each
 * instruction with the types on the stack before it and after it:
 *
 * <pre>{@code
 * validator.begin(body);
 * while (validator.next()) {                          // decodes an instruction; types are as before it
 *     var instruction = validator.cursor();           // opcode and immediates
 *     if (validator.isLive()) {
 *         switch (instruction.opcode()) {
 *             case Opcode.DROP -> drop(validator.operand(0));
 *             ...
 *         }
 *     }
 *     validator.apply();                              // checks it; types are as after it
 * }
 * }</pre>
 *
 * <p>{@link #apply} must be called once after each {@link #next} that returned true. A valid body is gone through
 * without an exception and without allocating, but for stacks that grow. Heights are counted in operands from the
 * bottom of the function's stack; labels, as in the binary, from the innermost block, which is 0; the body is the
 * outermost. Not for several threads; to be used again for other bodies of the module.
 */
public final class FunctionValidator extends InstructionRules {
    private int instructions;
    private int loops;

    /** A validator of the bodies of a module. */
    public FunctionValidator(ModuleDefinition module) {
        super(module);
    }

    /**
     * Validates a body from start to end.
     *
     * @throws InvalidModuleException if it is malformed or invalid
     * @throws UnsupportedModuleException if it uses what no engine here has
     * @throws NeedsOtherException if it uses what is left to another engine; {@link ModuleValidator} turns it into
     *         {@link ReadModule.NeedsOther}
     */
    public FunctionFacts validate(FunctionBody body) {
        begin(body);
        while (next()) {
            apply();
        }
        return facts();
    }

    /** Goes to the start of a body. */
    public void begin(FunctionBody body) {
        clear();
        instructions = 0;
        calls = 0;
        loops = 0;
        handlers = 0;
        cursor.begin(body);
        FunctionType type = sections.types.get(body.typeIndex());
        locals.begin(type, body.locals());
        enter(Opcode.BLOCK, NONE, type.results());
    }

    /** Decodes the next instruction; false behind the last {@code end} of the body. */
    public boolean next() {
        if (control.size == 0) {
            if (cursor.position != cursor.limit) {
                throw cursor.invalid("section size mismatch: " + (cursor.limit - cursor.position)
                        + " bytes follow the end of the body", cursor.position);
            }
            return false;
        }
        if (!cursor.next()) {
            String error = cursor.limit == cursor.bytes.length
                    ? "unexpected end of section or function"
                    : "section size mismatch";
            throw cursor.invalid(error + ": END opcode expected", cursor.position);
        }
        return true;
    }

    // What a generator sees

    /** The present instruction. */
    public InstructionCursor cursor() {
        return cursor;
    }

    /**
     * Whether the present instruction, and after {@link #apply} the next one, can be reached. It cannot behind an
     * unconditional branch up to the {@code else} or {@code end} of the block, nor behind a block that nothing leaves.
     */
    public boolean isLive() {
        return live;
    }

    /** How many operands there are on the function's stack. */
    public int height() {
        return height;
    }

    /** The {@link ValType} of an operand of the innermost block, 0 being the topmost; BOTTOM in dead code. */
    public int operand(int depth) {
        return operandAt(depth);
    }

    /** The {@link ValType} of an operand of whichever block, by its place from the bottom of the stack. */
    public int operandAtHeight(int place) {
        return operandFromBottom(place);
    }

    /** How many locals there are, parameters included. */
    public int localCount() {
        return locals.count();
    }

    /** The {@link ValType} of a local, the first parameter being 0. */
    public int localType(int local) {
        return locals.type(local);
    }

    /** How many blocks are open, the body counted; 0 once the body has ended. */
    public int labelCount() {
        return control.size;
    }

    /** The opcode that a label's block began with: block, loop, if, else (its second half) or try_table. */
    public int labelKind(int label) {
        return control.opcode[frame(label)];
    }

    /** The height below the operands of a label's block: below its parameters. */
    public int labelHeight(int label) {
        return control.base[frame(label)];
    }

    /** How many operands a branch to a label carries. */
    public int labelArity(int label) {
        return control.labelTypes(frame(label)).length;
    }

    /** The {@link ValType} of an operand that a branch to a label carries, the lowest being 0. */
    public int labelType(int label, int place) {
        return control.labelTypes(frame(label))[place];
    }

    /** How many parameters a label's block has. */
    public int blockParameterCount(int label) {
        return control.parameters[frame(label)].length;
    }

    /** The {@link ValType} of a parameter of a label's block. */
    public int blockParameter(int label, int place) {
        return control.parameters[frame(label)][place];
    }

    /** How many results a label's block has. */
    public int blockResultCount(int label) {
        return control.results[frame(label)].length;
    }

    /** The {@link ValType} of a result of a label's block. */
    public int blockResult(int label, int place) {
        return control.results[frame(label)][place];
    }

    /** Whether the code before the start of a label's block could be reached, and so the block is. */
    public boolean isEntered(int label) {
        return control.has(frame(label), ControlStack.ENTERED);
    }

    /**
     * Whether code seen up to now that can be reached branches to a label: at the {@code end} of its block, whether
     * any does.
     */
    public boolean isTargeted(int label) {
        return control.has(frame(label), ControlStack.TARGETED);
    }

    /** What was found out of the body; complete once {@link #next} has returned false. */
    public FunctionFacts facts() {
        return new FunctionFacts(instructions, maxOperands, maxLabels, calls, loops, handlers);
    }

    private int frame(int label) {
        return control.size - 1 - label;
    }

    // The rules

    /**
     * Checks the present instruction, and changes the types on the stack as it does.
     *
     * @throws InvalidModuleException if it is not valid here
     */
    public void apply() {
        instructions++;
        int opcode = cursor.opcode;
        switch (opcode) {
            case Opcode.LOCAL_GET -> push(localGet(cursor.index));
            case Opcode.LOCAL_SET -> localSet(cursor.index);
            case Opcode.LOCAL_TEE -> push(localSet(cursor.index));
            case Opcode.I32_CONST -> push(ValType.I32);
            case Opcode.I64_CONST -> push(ValType.I64);
            case Opcode.F32_CONST -> push(ValType.F32);
            case Opcode.F64_CONST -> push(ValType.F64);
            case Opcode.NOP -> {
                // Nothing to check.
            }
            case Opcode.UNREACHABLE -> unreachable();
            case Opcode.BLOCK -> block(opcode);
            case Opcode.LOOP -> {
                loops++;
                block(opcode);
            }
            case Opcode.IF -> {
                pop(ValType.I32);
                block(opcode);
            }
            case Opcode.TRY_TABLE -> tryTable();
            case Opcode.ELSE -> otherwise();
            case Opcode.END -> end();
            case Opcode.BR -> {
                popAll(control.labelTypes(target(cursor.index)));
                unreachable();
            }
            case Opcode.BR_IF -> {
                pop(ValType.I32);
                branchOver(control.labelTypes(target(cursor.index)));
            }
            case Opcode.BR_TABLE -> branchTable();
            case Opcode.BR_ON_NULL -> branchOnNull();
            case Opcode.BR_ON_NON_NULL -> branchOnNonNull();
            case Opcode.RETURN -> {
                popAll(control.results[0]);
                unreachable();
            }
            case Opcode.THROW -> {
                known("tag", cursor.index, sections.tags.size());
                popAll(sections.types.get(sections.tags.get(cursor.index).typeIndex()).parameters());
                unreachable();
            }
            case Opcode.THROW_REF -> {
                pop(ValType.EXNREF);
                unreachable();
            }
            case Opcode.CALL -> call(calledFunction());
            case Opcode.CALL_INDIRECT -> call(indirectType());
            case Opcode.CALL_REF -> call(referenceType());
            case Opcode.RETURN_CALL -> tailCall(calledFunction());
            case Opcode.RETURN_CALL_INDIRECT -> tailCall(indirectType());
            case Opcode.RETURN_CALL_REF -> tailCall(referenceType());
            case Opcode.DROP -> pop();
            case Opcode.SELECT -> select();
            case Opcode.SELECT_T -> {
                pop(ValType.I32);
                pop(cursor.type);
                pop(cursor.type);
                push(cursor.type);
            }
            case Opcode.GLOBAL_GET -> push(global(cursor.index).value());
            case Opcode.GLOBAL_SET -> globalSet(global(cursor.index));
            case Opcode.REF_NULL -> push(cursor.type);
            case Opcode.REF_IS_NULL -> {
                popReference();
                push(ValType.I32);
            }
            case Opcode.REF_FUNC -> push(functionReference(cursor.index));
            case Opcode.REF_AS_NON_NULL -> push(nonNull(popReference()));
            case Opcode.MEMORY_SIZE -> {
                known("memory", cursor.index, sections.memories.size());
                push(ValType.I32);
            }
            case Opcode.MEMORY_GROW -> {
                known("memory", cursor.index, sections.memories.size());
                pop(ValType.I32);
                push(ValType.I32);
            }
            case Opcode.MEMORY_INIT, Opcode.MEMORY_COPY, Opcode.MEMORY_FILL, Opcode.DATA_DROP -> bulkMemory(opcode);
            case Opcode.TABLE_GET, Opcode.TABLE_SET, Opcode.TABLE_INIT, Opcode.TABLE_COPY, Opcode.TABLE_GROW,
                    Opcode.TABLE_SIZE, Opcode.TABLE_FILL, Opcode.ELEM_DROP ->
                table(opcode);
            default -> {
                if (opcode <= Opcode.I64_STORE32) {
                    memoryAccess(opcode);
                } else {
                    numeric(opcode);
                }
            }
        }
    }
}
