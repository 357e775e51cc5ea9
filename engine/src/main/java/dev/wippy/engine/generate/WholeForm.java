package dev.wippy.engine.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A body as one method. Parameters, instance, memory and locals have slots that never change their kind; what is behind
 * them is free between two instructions.
 */
final class WholeForm extends Form {
    private record Region(int from, int to, Label handler) {}

    final Measurements measurements = new Measurements();
    private final int[] slots;
    private final int instance;
    private final int memory;
    private final int temporary;
    /** The slot of how deep calls were before the function; -1 in code that does not count. */
    private final int depth;
    private final int most;
    private final List<Region> regions = new ArrayList<>();
    private final List<Integer> openTries = new ArrayList<>();
    private final BitSet windows;
    private final int start;
    private int offset;
    private int loops;

    /**
     * Begins the method.
     *
     * @param windows the loops that keep the window, as {@link LoopWindow#loops} has them
     * @param start the body's offset
     * @param most the operands that it may have at once; if that is all there can be, they are in a frame
     */
    WholeForm(CodeWriter code, Locals locals, Signature signature, boolean countsFuel, BitSet windows, int start,
            int most) {
        super(code);
        this.windows = windows;
        this.start = start;
        this.most = most;
        if (most == Integer.MAX_VALUE) {
            // It is only measured: a frame is where parts have theirs.
            frame = new OperandFrame(this, locals.count(), PartsForm.NUMBERS, PartsForm.REFERENCES);
            code.frameOperands();
            measurements.mustCut = true;
        }
        slots = new int[locals.count()];
        int slot = signature.isWide() ? 1 : 0;
        StackMaps frames = code.frames();
        if (signature.isWide()) {
            frames.addLocal("[Ljava/lang/Object;");
        } else {
            for (int i = 0; i < locals.parameters(); i++) {
                slots[i] = slot;
                slot += Kind.slots(locals.kinds()[i]);
                frames.addLocal((char) locals.kinds()[i]);
            }
        }
        instance = slot++;
        frames.addLocal(Names.STATE);
        frames.localsAreParameters();
        code.useLocals(slot);
        memory = slot;
        if (locals.usesMemory()) {
            code.load(Kind.REFERENCE, instance);
            code.getField(Names.INSTANCE, "memory", Names.A_MEMORY);
            code.store(Kind.REFERENCE, slot++);
            frames.addLocal(Names.MEMORY);
            frames.localsDiffer();
        }
        if (!windows.isEmpty()) {
            code.zero(Kind.REFERENCE);
            code.store(Kind.REFERENCE, slot++);
            frames.addLocal("[B");
            for (int i = 1; i < LoopWindow.SLOTS; i++) {
                code.zero(Kind.INT);
                code.store(Kind.INT, slot++);
                frames.addLocal(Kind.INT);
            }
        }
        for (int i = signature.isWide() ? 0 : locals.parameters(); i < locals.count(); i++) {
            char kind = (char) locals.kinds()[i];
            if (i < locals.parameters()) {
                Values.element(code, 0, i, kind, true);
            } else {
                code.zero(kind);
            }
            code.store(kind, slot);
            slots[i] = slot;
            slot += Kind.slots(kind);
            frames.addLocal(kind);
            frames.localsDiffer();
        }
        code.callStatic(Names.SAFEPOINT, "poll", "()V");
        depth = countsFuel ? slot++ : -1;
        if (countsFuel) {
            FuelCode.enter(code, locals.count(), instance);
            code.store(Kind.INT, depth);
            frames.addLocal(Kind.INT);
            frames.localsDiffer();
        }
        temporary = slot;
    }

    @Override
    void before(int newOffset, boolean live) {
        offset = newOffset;
        check(code.height());
        measurements.maxHeight = Math.max(measurements.maxHeight, code.height());
        measurements.candidate(offset, code.length(), code.height(), loops, live);
    }

    private void check(int operands) {
        if (operands > most && frame == null) {
            throw new TooManyOperandsException();
        }
    }

    @Override
    int instanceSlot() {
        return instance;
    }

    @Override
    int memorySlot() {
        return memory;
    }

    @Override
    boolean keepsWindow() {
        return windows.get(offset - start);
    }

    @Override
    int temporary() {
        return temporary;
    }

    @Override
    void load(int local, char kind) {
        measurements.uses.add(offset);
        measurements.uses.add(local << 1);
        code.load(kind, slots[local]);
    }

    @Override
    void store(int local, char kind) {
        measurements.uses.add(offset);
        measurements.uses.add(local << 1 | 1);
        code.store(kind, slots[local]);
    }

    @Override
    Label label(int number, Operands stack) {
        check(stack.height());
        measurements.label(number, stack);
        Label label = new Label(number);
        label.operands = stack;
        return label;
    }

    @Override
    boolean isHere(Label label) {
        return true;
    }

    @Override
    boolean isBehind(Label label) {
        return label.position >= 0;
    }

    @Override
    boolean isEntered(Label label) {
        return false;
    }

    @Override
    void jumps(Label label) {
        measurements.jumps.add(offset);
        measurements.jumps.add(label.number);
    }

    @Override
    void places(Label label) {
        measurements.places.values[label.number] = offset;
    }

    @Override
    void leave(Label label) {
        throw new IllegalStateException("every label is here");
    }

    @Override
    boolean branchTable(Block[] targets, boolean spends) {
        if (EntryTable.isFor(targets.length)) {
            for (Block target : targets) {
                measurements.tabled.set(target.target.number);
            }
        }
        return false;
    }

    @Override
    void returnResults(Signature signature) {
        if (frame != null) {
            frame.settle(0);
            frame.copyToResults(signature.results().length());
            return;
        }
        leave();
        Values.returnResults(code, signature, temporary);
    }

    @Override
    void returnNothing(Signature signature) {
        leave();
        char kind = signature.returnKind();
        if (kind == 'V') {
            code.op(Jvm.RETURN);
        } else {
            code.zero(kind);
            code.op(Jvm.IRETURN + Kind.offset(kind));
        }
    }

    private void leave() {
        if (depth >= 0) {
            FuelCode.leave(code, depth, instance);
        }
    }

    @Override
    void handles() {
        leave();
    }

    @Override
    void enterTry(Block block) {
        // A handler finds nothing on the JVM's stack but the exception: what is below the block needs another place.
        measurements.mustCut |= block.handler.below() > 0;
        openTries.add(code.length());
        openTries.add(offset);
    }

    @Override
    void leaveTry(Block block) {
        int startOffset = openTries.removeLast();
        int start = openTries.removeLast();
        measurements.handlers.add(startOffset);
        measurements.handlers.add(offset);
        measurements.handlers.add(block.handler.label().number);
        if (code.length() > start) {
            regions.add(new Region(start, code.length(), block.handler.label()));
        }
    }

    @Override
    void loops(int depth) {
        loops = depth;
    }

    @Override
    void end() {
        measurements.bytes = code.length();
        if (frame != null) {
            measurements.maxHeight = code.maxHeight();
            return;
        }
        for (Region region : regions) {
            code.handler(region.from(), region.to(), region.handler(), Names.WASM_EXCEPTION);
        }
    }
}
