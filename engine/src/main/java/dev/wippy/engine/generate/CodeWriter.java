package dev.wippy.engine.generate;

import java.util.Arrays;

/**
 * Writes the code of one method, and knows which kinds are on its operand stack as it does: maps for jump targets and
 * the depth of the stack fall out. Emitting a bytecode does not change what is known of the stack unless the method
 * says so, because most instructions of WebAssembly are several bytecodes.
 */
final class CodeWriter {
    /** What the bytecodes of one instruction push for themselves, at most, beside what is known to be on the stack. */
    private static final int SLACK = 16;

    final ClassWriter type;
    private final ByteSink code = new ByteSink(512);
    private final StackMaps frames;
    private final ByteSink handlers = new ByteSink(16);
    private final ByteSink lines = new ByteSink(64);
    private int lineCount;
    private int lastLine = -1;
    private byte[] stack = new byte[64];
    private int height;
    /** How many operands are in the frame: the lowest ones, where a body has so many that they are there. */
    private int settled;
    private int maxHeight;
    private boolean framed;
    private int slots;
    private int maxSlots;
    private int locals;
    /** Whether the code is only measured: jumps may be too far. */
    boolean measuring;

    CodeWriter(ClassWriter type) {
        this.type = type;
        frames = new StackMaps(type.constants);
    }

    int length() {
        return code.length;
    }

    ByteSink bytes() {
        return code;
    }

    ByteSink handlers() {
        return handlers;
    }

    ByteSink lines() {
        return lines;
    }

    int lineCount() {
        return lineCount;
    }

    StackMaps frames() {
        return frames;
    }

    int maxStack() {
        int most = maxSlots + SLACK;
        if (most > 0xffff) {
            throw new TooLargeException("operand stack of " + most + " slots");
        }
        return most;
    }

    int maxLocals() {
        if (locals > 0xffff) {
            throw new TooLargeException(locals + " slots of locals");
        }
        return locals;
    }

    // The operand stack

    int height() {
        return height;
    }

    /** The kind of an operand, by its place from the bottom. */
    char kind(int place) {
        return (char) stack[place];
    }

    char top() {
        return (char) stack[height - 1];
    }

    void push(int kind) {
        if (height == stack.length) {
            stack = Arrays.copyOf(stack, height * 2);
        }
        stack[height++] = (byte) kind;
        maxHeight = Math.max(maxHeight, height);
        slots += Kind.slots(kind);
        maxSlots = Math.max(maxSlots, slots);
    }

    void push(String kinds) {
        for (int i = 0; i < kinds.length(); i++) {
            push(kinds.charAt(i));
        }
    }

    char pop() {
        if (height == settled) {
            throw new IllegalStateException("the operand is in the frame");
        }
        char kind = (char) stack[--height];
        slots -= Kind.slots(kind);
        return kind;
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    /** The operands that are known now. */
    Operands snapshot() {
        return new Operands(settled, Arrays.copyOfRange(stack, settled, height), false);
    }

    /** The lowest operands, and kinds on top of them, at a label. */
    Operands snapshot(int below, String kinds) {
        int from = framed ? 0 : below;
        byte[] result = framed ? new byte[kinds.length()] : Arrays.copyOf(stack, below + kinds.length());
        for (int i = 0; i < kinds.length(); i++) {
            result[from + i] = (byte) kinds.charAt(i);
        }
        return new Operands(below - from, result, framed);
    }

    /** The operands are what they were elsewhere; those below, in the frame, have stayed the same. */
    void restore(Operands operands) {
        settled = operands.below();
        height = settled;
        slots = 0;
        for (byte kind : operands.kinds()) {
            push(kind);
        }
        if (operands.framed()) {
            settled();
        }
    }

    /** The operands are these, whatever they were. */
    void restore(byte[] operands) {
        restore(new Operands(0, operands, false));
    }

    // Operands in the frame

    /** From now on the operands are in the frame at each label. */
    void frameOperands() {
        framed = true;
    }

    /** How many operands are on the JVM's stack: the topmost. */
    int onStack() {
        return height - settled;
    }

    /** All operands are in the frame. */
    void settled() {
        settled = height;
        slots = 0;
    }

    /** So many of them, all in the frame, are on the JVM's stack again. */
    void fetched(int count) {
        settled = height - count;
        for (int i = settled; i < height; i++) {
            slots += Kind.slots(stack[i]);
        }
        maxSlots = Math.max(maxSlots, slots);
    }

    /** The topmost, all in the frame, are gone. */
    void forget(int count) {
        height -= count;
        settled = height;
    }

    /** Operands on top of others in the frame. */
    void pushSettled(String kinds) {
        push(kinds);
        settled();
    }

    /** The most operands that there were at once. */
    int maxHeight() {
        return maxHeight;
    }

    /** The operands of another method's end, all in the frame, are this one's; nothing is known of them there. */
    void takeOperands(CodeWriter from) {
        stack = from.stack;
        height = from.height;
        settled();
        from.stack = new byte[16];
        from.height = 0;
        from.settled();
    }

    // Bytecodes

    void op(int opcode) {
        code.u1(opcode);
    }

    void op2(int opcode, int operand) {
        code.u1(opcode);
        code.u2(operand);
    }

    void load(int kind, int slot) {
        local(Jvm.ILOAD, Jvm.ILOAD_0, kind, slot);
    }

    void store(int kind, int slot) {
        local(Jvm.ISTORE, Jvm.ISTORE_0, kind, slot);
        useLocals(slot + Kind.slots(kind));
    }

    private void local(int base, int shortBase, int kind, int slot) {
        if (slot < 4) {
            op(shortBase + Kind.offset(kind) * 4 + slot);
        } else if (slot < 256) {
            op(base + Kind.offset(kind));
            op(slot);
        } else {
            op(Jvm.WIDE);
            op2(base + Kind.offset(kind), slot);
        }
    }

    /** The method has at least as many slots for locals. */
    void useLocals(int count) {
        locals = Math.max(locals, count);
    }

    void constant(int value) {
        if (value >= -1 && value <= 5) {
            op(Jvm.ICONST_0 + value);
        } else if (value == (byte) value) {
            op(Jvm.BIPUSH);
            op(value);
        } else if (value == (short) value) {
            op2(Jvm.SIPUSH, value);
        } else {
            ldc(type.constants.integer(value));
        }
    }

    void constant(long value) {
        if (value == 0 || value == 1) {
            op(Jvm.LCONST_0 + (int) value);
        } else if (value == (short) value) {
            constant((int) value);
            op(Jvm.I2L);
        } else {
            op2(Jvm.LDC2_W, type.constants.longInteger(value));
        }
    }

    void floatConstant(int bits) {
        if (bits == 0) {
            op(Jvm.FCONST_0);
        } else {
            ldc(type.constants.floating(bits));
        }
    }

    void doubleConstant(long bits) {
        if (bits == 0) {
            op(Jvm.DCONST_0);
        } else {
            op2(Jvm.LDC2_W, type.constants.doubleFloat(bits));
        }
    }

    void stringConstant(String value) {
        ldc(type.constants.string(value));
    }

    private void ldc(int index) {
        if (index < 256) {
            op(Jvm.LDC);
            op(index);
        } else {
            op2(Jvm.LDC_W, index);
        }
    }

    /** The value that locals of a kind start with. */
    void zero(int kind) {
        op(switch (kind) {
            case Kind.INT -> Jvm.ICONST_0;
            case Kind.LONG -> Jvm.LCONST_0;
            case Kind.FLOAT -> Jvm.FCONST_0;
            case Kind.DOUBLE -> Jvm.DCONST_0;
            default -> Jvm.ACONST_NULL;
        });
    }

    void callStatic(String owner, String name, String descriptor) {
        op2(Jvm.INVOKESTATIC, type.constants.method(owner, name, descriptor));
    }

    void callVirtual(String owner, String name, String descriptor) {
        op2(Jvm.INVOKEVIRTUAL, type.constants.method(owner, name, descriptor));
    }

    void getField(String owner, String name, String descriptor) {
        op2(Jvm.GETFIELD, type.constants.field(owner, name, descriptor));
    }

    void putField(String owner, String name, String descriptor) {
        op2(Jvm.PUTFIELD, type.constants.field(owner, name, descriptor));
    }

    void cast(String className) {
        op2(Jvm.CHECKCAST, type.constants.type(className));
    }

    /** A value of a kind becomes the long that it travels as. */
    void toLong(int kind) {
        switch (kind) {
            case Kind.INT -> op(Jvm.I2L);
            case Kind.FLOAT -> {
                callStatic("java/lang/Float", "floatToRawIntBits", "(F)I");
                op(Jvm.I2L);
            }
            case Kind.DOUBLE -> callStatic("java/lang/Double", "doubleToRawLongBits", "(D)J");
            default -> {
                // It is one.
            }
        }
    }

    /** The reverse of {@link #toLong}. */
    void fromLong(int kind) {
        switch (kind) {
            case Kind.INT -> op(Jvm.L2I);
            case Kind.FLOAT -> {
                op(Jvm.L2I);
                callStatic("java/lang/Float", "intBitsToFloat", "(I)F");
            }
            case Kind.DOUBLE -> callStatic("java/lang/Double", "longBitsToDouble", "(J)D");
            default -> {
                // It is one.
            }
        }
    }

    /** Throws the topmost operand away. */
    void drop() {
        op(Kind.slots(pop()) == 2 ? Jvm.POP2 : Jvm.POP);
    }

    // Jumps

    void jump(int opcode, Label label) {
        int instruction = code.length;
        op(opcode);
        label.reach(code, instruction, false, measuring);
    }

    /** A table of jumps for the topmost int, which is popped, from {@code low} on. */
    void tableSwitch(int low, Label[] labels, Label otherwise) {
        if (labels.length == 0) {
            op(Jvm.POP);
            jump(Jvm.GOTO, otherwise);
            return;
        }
        int instruction = code.length;
        op(Jvm.TABLESWITCH);
        while ((code.length & 3) != 0) {
            op(0);
        }
        otherwise.reach(code, instruction, true, measuring);
        code.u4(low);
        code.u4(low + labels.length - 1);
        for (Label label : labels) {
            label.reach(code, instruction, true, measuring);
        }
    }

    /** Here is the label, with the operands that are on the stack now. */
    void place(Label label) {
        label.place(code, measuring);
        frames.add(code.length, stack, settled, height);
    }

    /** Exceptions of a class thrown between two positions go to a label, which is placed. */
    void handler(int from, int to, Label label, String exception) {
        handlers.u2(from);
        handlers.u2(to);
        handlers.u2(label.position);
        handlers.u2(type.constants.type(exception));
    }

    /** What follows stands for this line in stack traces. */
    void line(int number) {
        if (number != lastLine) {
            lastLine = number;
            lines.u2(code.length);
            lines.u2(number);
            lineCount++;
        }
    }
}
