package dev.wippy.engine.generate;

import java.util.List;

/**
 * Writes the method of a cut function: it makes the frame, and calls one part after the other. Where there are many
 * parts, each so many have a method of their own that does that as long as the next part is one of them, so that no
 * method is large.
 */
final class Driver {
    /** The parts that one method calls: some 2,000 bytes. */
    private static final int FAN_OUT = 128;
    /** The values past which a frame is counted: so many frames of fewer as a stack has are some 60 MB. */
    private static final int LARGE = 256;

    private static final String THROWABLE = "java/lang/Throwable";

    private final ClassWriter owner;
    private final int function;
    private final List<ClassWriter> owners;
    private final boolean countsFuel;

    /** The driver of a function, given the class that each part is in. */
    Driver(ClassWriter owner, int function, List<ClassWriter> owners, boolean countsFuel) {
        this.owner = owner;
        this.function = function;
        this.owners = owners;
        this.countsFuel = countsFuel;
    }

    /** How many places the frame has; where how deep calls were is kept, that is behind them. */
    static int frameSize(Signature signature, Locals locals, int operands) {
        return Math.max(locals.count() + operands + 2, signature.results().length());
    }

    /** Writes the function's method. */
    void write(String name, Signature signature, Locals locals, int operands) {
        CodeWriter code = new CodeWriter(owner);
        int slot = 0;
        StackMaps frames = code.frames();
        int[] slots = new int[locals.parameters()];
        if (signature.isWide()) {
            frames.addLocal("[Ljava/lang/Object;");
            slot = 1;
        } else {
            for (int i = 0; i < slots.length; i++) {
                slots[i] = slot;
                slot += Kind.slots(locals.kinds()[i]);
                frames.addLocal((char) locals.kinds()[i]);
            }
        }
        int instance = slot++;
        int numbers = slot++;
        int references = slot++;
        int entry = slot++;
        frames.addLocal(Names.STATE);
        frames.addLocal("[J");
        frames.addLocal("[Ljava/lang/Object;");
        frames.addLocal(Kind.INT);
        code.useLocals(slot);
        int size = frameSize(signature, locals, operands);
        if (size > LARGE) {
            count(code, "enter", instance, size);
        }
        code.constant(countsFuel ? size + 1 : size);
        code.op(Jvm.NEWARRAY);
        code.op(Jvm.T_LONG);
        code.store(Kind.REFERENCE, numbers);
        code.constant(size);
        code.op2(Jvm.ANEWARRAY, owner.constants.type(Names.OBJECT));
        code.store(Kind.REFERENCE, references);
        if (signature.isWide()) {
            code.load(Kind.REFERENCE, 0);
            code.load(Kind.REFERENCE, numbers);
            code.load(Kind.REFERENCE, references);
            code.constant(0);
            code.stringConstant(signature.parameters());
            code.callStatic(Names.FRAMES, "set", "([" + Names.AN_OBJECT + "[J[" + Names.AN_OBJECT
                    + "ILjava/lang/String;)V");
        }
        for (int i = 0; i < slots.length && !signature.isWide(); i++) {
            char kind = (char) locals.kinds()[i];
            boolean reference = kind == Kind.REFERENCE;
            code.load(Kind.REFERENCE, reference ? references : numbers);
            code.constant(i);
            code.load(kind, slots[i]);
            code.toLong(kind);
            code.op(reference ? Jvm.AASTORE : Jvm.LASTORE);
        }
        code.callStatic(Names.SAFEPOINT, "poll", "()V");
        if (countsFuel) {
            FuelCode.enter(code, locals.count(), instance);
            code.store(Kind.INT, entry);
            code.load(Kind.REFERENCE, numbers);
            code.constant(size);
            code.load(Kind.INT, entry);
            code.toLong(Kind.INT);
            code.op(Jvm.LASTORE);
        }
        code.constant(0);
        code.store(Kind.INT, entry);
        int from = code.length();
        dispatch(code, new Level(0, owners.size(), levels(owners.size())), numbers, references, entry, instance);
        int to = code.length();
        if (countsFuel) {
            code.load(Kind.REFERENCE, numbers);
            code.constant(size);
            code.op(Jvm.LALOAD);
            code.fromLong(Kind.INT);
            code.store(Kind.INT, entry);
            FuelCode.leave(code, entry, instance);
        }
        if (size > LARGE) {
            count(code, "leave", instance, size);
            results(code, signature, numbers, references);
            Label thrown = new Label();
            code.restore(new byte[]{Kind.REFERENCE});
            code.place(thrown);
            code.handler(from, to, thrown, THROWABLE);
            count(code, "leave", instance, size);
            code.cast(THROWABLE);
            code.op(Jvm.ATHROW);
            code.pop();
            owner.method(ClassWriter.PUBLIC | ClassWriter.STATIC, name, signature.staticDescriptor(), code);
            return;
        }
        results(code, signature, numbers, references);
        owner.method(ClassWriter.PUBLIC | ClassWriter.STATIC, name, signature.staticDescriptor(), code);
    }

    private static void count(CodeWriter code, String what, int instance, int values) {
        code.load(Kind.REFERENCE, instance);
        code.constant(values);
        code.callStatic(Names.FRAMES, what, "(" + Names.A_INSTANCE + "I)V");
    }

    /**
     * Some parts that one method calls, or has others call.
     *
     * @param from the first part
     * @param to behind the last part
     * @param each how many parts each thing that it calls stands for
     */
    private record Level(int from, int to, int each) {}

    /** How many parts each call of the topmost method stands for. */
    private static int levels(int parts) {
        int each = 1;
        while (parts > each * FAN_OUT) {
            each *= FAN_OUT;
        }
        return each;
    }

    /** A loop that calls for the entry what it belongs to; falls through when the entry is outside of the level. */
    private void dispatch(CodeWriter code, Level level, int numbers, int references, int entry, int instance) {
        int count = (level.to() - level.from() + level.each() - 1) / level.each();
        Label head = new Label();
        Label back = new Label();
        Label done = new Label();
        Label[] targets = new Label[count];
        for (int i = 0; i < count; i++) {
            targets[i] = new Label();
        }
        code.place(head);
        code.load(Kind.INT, entry);
        code.constant(CutPlan.ENTRY_BITS);
        code.op(Jvm.ISHR);
        if (level.each() > 1) {
            // The entry of what is done is negative, and stays it.
            code.constant(level.from());
            code.op(Jvm.ISUB);
            code.constant(Integer.numberOfTrailingZeros(level.each()));
            code.op(Jvm.ISHR);
            code.tableSwitch(0, targets, done);
        } else {
            code.tableSwitch(level.from(), targets, done);
        }
        for (int i = 0; i < count; i++) {
            int from = level.from() + i * level.each();
            code.restore(new byte[0]);
            code.place(targets[i]);
            code.load(Kind.REFERENCE, numbers);
            code.load(Kind.REFERENCE, references);
            code.load(Kind.INT, entry);
            code.load(Kind.REFERENCE, instance);
            if (level.each() == 1) {
                code.callStatic(owners.get(from).name, Names.part(function, from), PartsForm.DESCRIPTOR);
            } else {
                int to = Math.min(from + level.each(), level.to());
                Level next = new Level(from, to, level.each() / FAN_OUT);
                code.callStatic(home(next).name, below(next), PartsForm.DESCRIPTOR);
            }
            code.push(Kind.INT);
            code.jump(Jvm.GOTO, back);
        }
        code.restore(new byte[]{Kind.INT});
        code.place(back);
        code.store(code.pop(), entry);
        code.jump(Jvm.GOTO, head);
        code.place(done);
    }

    /** Thousands of calls are more constants than one class has: those of parts are made where the parts are. */
    private ClassWriter home(Level level) {
        return level.each() == 1 ? owners.get(level.from()) : owner;
    }

    /** Writes the method that calls the parts of a level. */
    private String below(Level level) {
        String name = Names.part(function, level.from()) + "_" + level.each();
        CodeWriter code = new CodeWriter(home(level));
        StackMaps frames = code.frames();
        frames.addLocal("[J");
        frames.addLocal("[Ljava/lang/Object;");
        frames.addLocal(Kind.INT);
        frames.addLocal(Names.STATE);
        frames.localsAreParameters();
        code.useLocals(4);
        dispatch(code, level, 0, 1, 2, 3);
        code.load(Kind.INT, 2);
        code.op(Jvm.IRETURN);
        home(level).method(ClassWriter.PUBLIC | ClassWriter.STATIC, name, PartsForm.DESCRIPTOR, code);
        return name;
    }

    private void results(CodeWriter code, Signature signature, int numbers, int references) {
        String results = signature.results();
        if (results.length() > 1 && !signature.returnsObjects()) {
            code.load(Kind.REFERENCE, numbers);
            code.constant(results.length());
            code.callStatic("java/util/Arrays", "copyOf", "([JI)[J");
            code.op(Jvm.ARETURN);
            return;
        }
        if (signature.returnsObjects()) {
            code.load(Kind.REFERENCE, numbers);
            code.load(Kind.REFERENCE, references);
            code.constant(0);
            code.stringConstant(results);
            code.callStatic(Names.FRAMES, "objects", "([J[" + Names.AN_OBJECT + "ILjava/lang/String;)["
                    + Names.AN_OBJECT);
            code.op(Jvm.ARETURN);
            return;
        }
        for (int i = 0; i < results.length(); i++) {
            char kind = results.charAt(i);
            boolean reference = kind == Kind.REFERENCE;
            code.load(Kind.REFERENCE, reference ? references : numbers);
            code.constant(i);
            code.op(reference ? Jvm.AALOAD : Jvm.LALOAD);
            code.fromLong(kind);
            code.push(kind);
        }
        Values.returnResults(code, signature, code.maxLocals());
    }
}
