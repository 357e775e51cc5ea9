package dev.wippy.engine.generate;

import dev.wippy.engine.read.Opcode;
import java.util.ArrayList;
import java.util.List;

/**
 * A body as several methods, its parts. Between them locals and operands are in a <em>frame</em>, two arrays: of
 * numbers, and of references. A part loads the locals that it uses, and stores those that it sets when it leaves; it
 * returns the entry to go on at, or {@link #DONE}. Jumps inside a part stay jumps.
 */
final class PartsForm extends Form {
    /** What a part returns when the function has: its results are in the frame's first places. */
    static final int DONE = -1;
    static final String DESCRIPTOR = "([J[Ljava/lang/Object;I" + Names.A_STATE + ")I";

    static final int NUMBERS = 0;
    static final int REFERENCES = 1;
    private static final int ENTRY = 2;
    private static final int INSTANCE = 3;

    /** A finished part. */
    record Part(int number, CodeWriter code) {}

    private static final class OpenTry {
        final Block block;
        int from;

        OpenTry(Block block) {
            this.block = block;
        }
    }

    private record Pad(int from, int to, Block block) {}

    private final PartsClasses classes;
    private final int most;
    private final CutPlan plan;
    private final Locals locals;
    /** The place in the frame of how deep calls were before the function; -1 in code that does not count. */
    private final int depth;
    private final int[] slots;
    private final OperandFrame values;
    private final List<OpenTry> tries = new ArrayList<>();
    private final List<Pad> pads = new ArrayList<>();
    private Label[] labels;
    private int part;
    private int position;
    private int memory;
    private int temporary;
    private Label exit = new Label();

    /**
     * Begins the first part.
     *
     * @param most the most that the code of a part may be long
     * @param depth the place in the frame of how deep calls were before the function; -1 in code that does not count
     * @param framed whether operands are in the frame inside of parts too
     */
    PartsForm(PartsClasses classes, CutPlan plan, Locals locals, int most, int depth, boolean framed) {
        super(new CodeWriter(classes.next()));
        this.most = most;
        this.classes = classes;
        this.plan = plan;
        this.locals = locals;
        this.depth = depth;
        slots = new int[locals.count()];
        labels = new Label[16];
        values = new OperandFrame(this, locals.count(), NUMBERS, REFERENCES);
        if (framed) {
            frame = values;
            code.frameOperands();
        }
        begin(true, Operands.NONE);
    }

    // Parts

    private void begin(boolean live, Operands operands) {
        exit = new Label();
        StackMaps frames = code.frames();
        frames.addLocal("[J");
        frames.addLocal("[Ljava/lang/Object;");
        frames.addLocal(Kind.INT);
        frames.addLocal(Names.STATE);
        int slot = INSTANCE + 1;
        memory = slot;
        if (locals.usesMemory()) {
            code.load(Kind.REFERENCE, INSTANCE);
            code.getField(Names.INSTANCE, "memory", Names.A_MEMORY);
            code.store(Kind.REFERENCE, slot++);
            frames.addLocal(Names.MEMORY);
        }
        var used = plan.used[part];
        for (int local = used.nextSetBit(0); local >= 0; local = used.nextSetBit(local + 1)) {
            char kind = (char) locals.kinds()[local];
            fromFrame(local, kind);
            slots[local] = slot;
            code.store(kind, slot);
            slot += Kind.slots(kind);
            frames.addLocal(kind);
        }
        temporary = slot;
        code.useLocals(slot);
        enter(live, operands);
        for (OpenTry open : tries) {
            open.from = code.length();
        }
    }

    /** Goes to where the part is entered. */
    private void enter(boolean live, Operands operands) {
        List<Integer> entries = plan.entered.get(part);
        Label start = new Label();
        if (!entries.isEmpty()) {
            List<Label> stubs = new ArrayList<>();
            Label[] targets = new Label[entries.size() + (live ? 1 : 0)];
            int at = 0;
            if (live) {
                targets[at++] = start;
            }
            for (int number : entries) {
                Label label = label(number, plan.stackOfLabel(number));
                targets[at++] = label.operands.onStack() == 0 ? label : stub(label, stubs);
            }
            code.load(Kind.INT, ENTRY);
            code.tableSwitch((part << CutPlan.ENTRY_BITS) + (live ? 0 : 1), targets, targets[0]);
            for (int i = 0; i < stubs.size(); i += 2) {
                code.restore(new byte[0]);
                code.place(stubs.get(i));
                reload(stubs.get(i + 1).operands.kinds());
                code.jump(Jvm.GOTO, stubs.get(i + 1));
            }
            if (frame == null) {
                code.restore(new byte[0]);
            }
            if (live) {
                code.place(start);
            }
        } else if (!live) {
            // Nothing ever enters it.
            code.constant(DONE);
            code.op(Jvm.IRETURN);
        }
        if (frame != null) {
            return;
        }
        if (live) {
            reload(operands.kinds());
        } else {
            code.restore(operands);
        }
    }

    private static Label stub(Label label, List<Label> stubs) {
        Label stub = new Label();
        stubs.add(stub);
        stubs.add(label);
        return stub;
    }

    private void finish() {
        for (int i = tries.size() - 1; i >= 0; i--) {
            pad(tries.get(i));
        }
        for (Pad pad : pads) {
            land(pad);
        }
        pads.clear();
        if (exit.used) {
            code.restore(new byte[]{Kind.INT});
            code.place(exit);
            var set = plan.set[part];
            for (int local = set.nextSetBit(0); local >= 0; local = set.nextSetBit(local + 1)) {
                char kind = (char) locals.kinds()[local];
                toFrame(local, kind, slots[local]);
            }
            code.op(Jvm.IRETURN);
        }
        if (code.length() > most) {
            throw new TooLargeException("part of " + code.length() + " bytes");
        }
        classes.add(new Part(part, code));
    }

    @Override
    void before(int offset, boolean live) {
        position = offset;
        if (part + 1 < plan.parts() && plan.starts[part + 1] == offset) {
            Operands operands = code.snapshot();
            if (live) {
                exitTo(part + 1 << CutPlan.ENTRY_BITS);
            }
            CodeWriter before = code;
            CodeWriter kept = new CodeWriter(before.type);
            if (frame != null) {
                kept.takeOperands(before);
            }
            finish();
            part++;
            code = new CodeWriter(classes.next());
            if (frame != null) {
                code.frameOperands();
                code.takeOperands(kept);
            }
            begin(live, operands);
        }
    }

    @Override
    void end() {
        finish();
    }

    // The frame

    private void fromFrame(int place, char kind) {
        values.load(code, place, kind);
    }

    private void toFrame(int place, char kind, int slot) {
        values.store(code, place, kind, slot);
    }

    /** Moves all operands into the frame, behind the locals. */
    private void spill() {
        if (frame != null) {
            frame.settle(0);
            return;
        }
        while (code.height() > 0) {
            char kind = code.pop();
            code.store(kind, temporary);
            toFrame(locals.count() + code.height(), kind, temporary);
        }
    }

    private void reload(byte[] operands) {
        for (int i = 0; i < operands.length; i++) {
            fromFrame(locals.count() + i, (char) operands[i]);
            code.push(operands[i]);
        }
    }

    private void exitTo(int entry) {
        spill();
        code.constant(entry);
        code.jump(Jvm.GOTO, exit);
    }

    // What the generator asks

    @Override
    int instanceSlot() {
        return INSTANCE;
    }

    @Override
    int memorySlot() {
        return memory;
    }

    @Override
    int temporary() {
        return temporary;
    }

    @Override
    void load(int local, char kind) {
        if (plan.direct[part].get(local)) {
            fromFrame(local, kind);
        } else {
            code.load(kind, slots[local]);
        }
    }

    @Override
    void store(int local, char kind) {
        if (plan.direct[part].get(local)) {
            code.store(kind, temporary);
            toFrame(local, kind, temporary);
        } else {
            code.store(kind, slots[local]);
        }
    }

    @Override
    Label label(int number, Operands stack) {
        if (number >= labels.length) {
            labels = java.util.Arrays.copyOf(labels, Math.max(number + 1, labels.length * 2));
        }
        Label label = labels[number];
        if (label == null) {
            label = new Label(number);
            label.operands = stack;
            labels[number] = label;
        }
        return label;
    }

    @Override
    boolean isHere(Label label) {
        return plan.partOfLabel(label.number) == part;
    }

    @Override
    boolean isBehind(Label label) {
        return plan.placeOfLabel(label.number) <= position;
    }

    @Override
    boolean isEntered(Label label) {
        return plan.entryOfLabel(label.number) != 0;
    }

    @Override
    void jumps(Label label) {
        // Known since it was measured.
    }

    @Override
    void places(Label label) {
        // Known since it was measured.
    }

    @Override
    void leave(Label label) {
        exitTo(plan.entryOfLabel(label.number));
    }

    @Override
    boolean branchTable(Block[] targets, boolean spends) {
        if (!EntryTable.isFor(targets.length)) {
            return false;
        }
        code.pop();
        // The index stays on the JVM's stack, above operands that are gone by then.
        code.store(Kind.INT, temporary + 2);
        int count = targets[0].carried.length();
        int from = locals.count() + code.height() - count;
        spill();
        code.load(Kind.INT, temporary + 2);
        EntryTable table = new EntryTable(targets.length);
        for (Block target : targets) {
            boolean costs = spends && target.opcode == Opcode.LOOP;
            table.add(plan.entryOfLabel(target.target.number), locals.count() + target.height, costs);
        }
        table.load(code);
        code.store(Kind.REFERENCE, temporary);
        code.store(Kind.INT, temporary + 1);
        if (spends) {
            code.load(Kind.REFERENCE, temporary);
            code.load(Kind.INT, temporary + 1);
            code.load(Kind.REFERENCE, INSTANCE);
            code.callStatic(Names.BRANCHES, "spend", "(" + Names.AN_OBJECT + "I" + Names.A_INSTANCE + ")V");
        }
        if (count > 0) {
            code.load(Kind.REFERENCE, temporary);
            code.load(Kind.INT, temporary + 1);
            code.load(Kind.REFERENCE, NUMBERS);
            code.load(Kind.REFERENCE, REFERENCES);
            code.constant(from);
            code.constant(count);
            code.callStatic(Names.BRANCHES, "move", "(" + Names.AN_OBJECT + "I[J[" + Names.AN_OBJECT + "II)V");
        }
        code.load(Kind.REFERENCE, temporary);
        code.load(Kind.INT, temporary + 1);
        code.callStatic(Names.BRANCHES, "entry", "(" + Names.AN_OBJECT + "I)I");
        code.jump(Jvm.GOTO, exit);
        return true;
    }

    @Override
    void returnResults(Signature signature) {
        String results = signature.results();
        if (frame != null) {
            frame.settle(0);
            frame.copyToResults(results.length());
            returnNothing(signature);
            return;
        }
        for (int i = results.length() - 1; i >= 0; i--) {
            char kind = code.pop();
            code.store(kind, temporary);
            toFrame(i, kind, temporary);
        }
        returnNothing(signature);
    }

    @Override
    void returnNothing(Signature signature) {
        code.constant(DONE);
        code.op(Jvm.IRETURN);
    }

    @Override
    void loops(int depth) {
        // Known since it was measured.
    }

    // Exceptions

    @Override
    void enterTry(Block block) {
        if (block.handler.below() > 0 && frame == null) {
            byte[] operands = code.snapshot().kinds();
            spill();
            reload(operands);
        }
        OpenTry open = new OpenTry(block);
        open.from = code.length();
        tries.add(open);
    }

    @Override
    void handles() {
        // Done where exceptions arrive.
    }

    @Override
    void leaveTry(Block block) {
        pad(tries.removeLast());
    }

    private void pad(OpenTry open) {
        if (code.length() > open.from) {
            pads.add(new Pad(open.from, code.length(), open.block));
        }
    }

    /** Where exceptions of a range of the part arrive, with nothing else on the stack. */
    private void land(Pad pad) {
        Label landing = new Label();
        Label handler = pad.block().handler.label();
        int below = pad.block().handler.below();
        code.restore(new byte[]{Kind.REFERENCE});
        code.place(landing);
        code.handler(pad.from(), pad.to(), landing, Names.WASM_EXCEPTION);
        code.store(code.pop(), temporary);
        if (depth >= 0) {
            fromFrame(depth, Kind.INT);
            code.store(Kind.INT, temporary + 1);
            FuelCode.leave(code, temporary + 1, INSTANCE);
        }
        if (isHere(handler) && frame != null) {
            toFrame(locals.count() + below, Kind.REFERENCE, temporary);
            code.jump(Jvm.GOTO, handler);
        } else if (isHere(handler)) {
            reload(java.util.Arrays.copyOf(handler.operands.kinds(), below));
            code.load(Kind.REFERENCE, temporary);
            code.push(Kind.REFERENCE);
            code.jump(Jvm.GOTO, handler);
        } else {
            toFrame(locals.count() + below, Kind.REFERENCE, temporary);
            code.constant(plan.entryOfLabel(handler.number));
            code.jump(Jvm.GOTO, exit);
        }
    }
}
