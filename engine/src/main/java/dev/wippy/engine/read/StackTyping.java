package dev.wippy.engine.read;

import dev.wippy.engine.InvalidModuleException;
import java.util.Arrays;

/**
 * The operand and control stack of the validation algorithm (appendix A.3). Beside what the algorithm needs it knows
 * whether an instruction can be reached at all, so that code for the others need not be made.
 */
abstract sealed class StackTyping permits InstructionRules {
    /** The operands that a body may have at most at any point: no engine's frames hold more. */
    static final int MAX_OPERANDS = 1_000_000;
    /** Up to so many types a loop is faster than the intrinsics for arrays. */
    private static final int FEW = 8;

    final InstructionCursor cursor;
    final ControlStack control = new ControlStack();
    final LocalTypes locals = new LocalTypes();
    private int[] operands = new int[64];
    int height;
    /** Of the innermost block: the operands below its own. */
    private int base;
    /** Of the innermost block: whether operands that are missing may have any type. */
    private boolean polymorphic;
    /** Whether the present instruction can be reached. */
    boolean live;
    int maxOperands;
    int maxLabels;

    StackTyping(InstructionCursor cursor) {
        this.cursor = cursor;
    }

    final void clear() {
        control.size = 0;
        height = 0;
        live = true;
        maxOperands = 0;
        maxLabels = 0;
    }

    // Operands

    final void push(int type) {
        if (height == operands.length) {
            grow(height + 1);
        }
        operands[height++] = type;
        if (height > maxOperands) {
            maxOperands = height;
        }
    }

    private void grow(int needed) {
        if (needed > MAX_OPERANDS) {
            throw Refusals.limit("operands on the stack", needed, MAX_OPERANDS, cursor.where(cursor.offset()));
        }
        operands = Arrays.copyOf(operands, Math.clamp(operands.length * 2L, needed, MAX_OPERANDS));
    }

    final void pushAll(int[] types) {
        int after = height + types.length;
        if (after > operands.length) {
            grow(after);
        }
        if (types.length > FEW) {
            System.arraycopy(types, 0, operands, height, types.length);
        } else {
            for (int i = 0; i < types.length; i++) {
                operands[height + i] = types[i];
            }
        }
        height = after;
        if (height > maxOperands) {
            maxOperands = height;
        }
    }

    final int pop() {
        if (height > base) {
            return operands[--height];
        }
        if (polymorphic) {
            return ValType.BOTTOM;
        }
        throw mismatch("a value", "");
    }

    final void pop(int expected) {
        if (height > base) {
            int found = operands[--height];
            if (found != expected && !ValType.matches(found, expected)) {
                height++;
                throw mismatch(ValType.describe(expected), ValType.describe(found));
            }
        } else if (!polymorphic) {
            throw mismatch(ValType.describe(expected), "");
        }
    }

    final void popAll(int[] types) {
        if (types.length > FEW && isOnTop(types)) {
            height -= types.length;
            return;
        }
        for (int i = types.length - 1; i >= 0; i--) {
            if (height == base && polymorphic) {
                return;
            }
            pop(types[i]);
        }
    }

    /** Checks the operands on top without popping them, as branches of which one is taken need. */
    final void check(int[] types) {
        if (types.length == 0 || isOnTop(types)) {
            return;
        }
        for (int i = types.length - 1, place = height - 1; i >= 0; i--, place--) {
            if (place >= base) {
                if (!ValType.matches(operands[place], types[i])) {
                    throw mismatch(ValType.describe(types[i]), ValType.describe(operands[place]));
                }
            } else if (polymorphic) {
                return;
            } else {
                throw mismatch(ValType.describe(types[i]), "");
            }
        }
    }

    private boolean isOnTop(int[] types) {
        int from = height - types.length;
        return from >= base && Arrays.equals(types, 0, types.length, operands, from, height);
    }

    /** A reference of any type, or BOTTOM. */
    final int popReference() {
        int type = pop();
        if (type != ValType.BOTTOM && !ValType.isReference(type)) {
            throw invalid("type mismatch: instruction requires reference type but stack has " + ValType.describe(type));
        }
        return type;
    }

    final int operandAt(int depth) {
        int place = height - 1 - depth;
        return place >= base ? operands[place] : ValType.BOTTOM;
    }

    /** The type of an operand of whichever block, by its place from the bottom of the function's stack. */
    final int operandFromBottom(int place) {
        if (place >= height) {
            throw new IndexOutOfBoundsException(place);
        }
        return operands[place];
    }

    // Blocks

    final void enter(int kind, int[] parameters, int[] results) {
        control.push(kind, height, parameters, results, locals.setCount(), live);
        if (control.size > maxLabels) {
            maxLabels = control.size;
        }
        base = height;
        polymorphic = false;
        pushAll(parameters);
    }

    /** The code up to the end of the innermost block cannot be reached. */
    final void unreachable() {
        height = base;
        polymorphic = true;
        live = false;
        control.set(control.size - 1, ControlStack.POLYMORPHIC);
    }

    /** Checks that the innermost block leaves just its results, and pops them. */
    private void leave(int frame) {
        int[] results = control.results[frame];
        popAll(results);
        if (height != base) {
            int[] left = Arrays.copyOfRange(operands, base, Math.min(height, base + 16));
            throw invalid("type mismatch: block requires " + ValType.describe(results)
                    + " but stack has below them " + ValType.describe(left));
        }
        locals.restore(control.setLocals[frame]);
    }

    final void otherwise() {
        int frame = control.size - 1;
        if (control.opcode[frame] != Opcode.IF) {
            throw invalid("misplaced ELSE opcode");
        }
        leave(frame);
        if (live) {
            control.set(frame, ControlStack.TARGETED);
        }
        control.opcode[frame] = Opcode.ELSE;
        control.clear(frame, ControlStack.POLYMORPHIC);
        live = control.has(frame, ControlStack.ENTERED);
        polymorphic = false;
        pushAll(control.parameters[frame]);
    }

    final void end() {
        int frame = control.size - 1;
        leave(frame);
        int kind = control.opcode[frame];
        if (kind == Opcode.IF) {
            checkNoElse(control.parameters[frame], control.results[frame]);
            live |= control.has(frame, ControlStack.ENTERED);
        }
        if (kind != Opcode.LOOP) {
            live |= control.has(frame, ControlStack.TARGETED);
        }
        control.size = frame;
        int[] results = control.results[frame];
        if (frame > 0) {
            base = control.base[frame - 1];
            polymorphic = control.has(frame - 1, ControlStack.POLYMORPHIC);
        }
        pushAll(results);
    }

    /** An {@code if} without {@code else} leaves its parameters as its results. */
    private void checkNoElse(int[] parameters, int[] results) {
        boolean matches = parameters.length == results.length;
        for (int i = 0; matches && i < results.length; i++) {
            matches = ValType.matches(parameters[i], results[i]);
        }
        if (!matches) {
            throw invalid("type mismatch: block requires " + ValType.describe(results) + " but stack has "
                    + ValType.describe(parameters) + " without an else");
        }
    }

    /** The block of a label, counted from the outermost; an instruction branches to it. */
    final int target(int label) {
        if (Integer.compareUnsigned(label, control.size) >= 0) {
            throw invalid("unknown label " + Integer.toUnsignedString(label));
        }
        int frame = control.size - 1 - label;
        if (live) {
            control.set(frame, ControlStack.TARGETED);
        }
        return frame;
    }

    // Errors

    final InvalidModuleException invalid(String message) {
        return cursor.invalid(message, cursor.offset());
    }

    private InvalidModuleException mismatch(String expected, String found) {
        return invalid("type mismatch: instruction requires [" + expected + "] but stack has [" + found + "]");
    }

    final void known(String what, int index, int count) {
        if (Integer.compareUnsigned(index, count) >= 0) {
            throw invalid("unknown " + what + " " + Integer.toUnsignedString(index));
        }
    }
}
