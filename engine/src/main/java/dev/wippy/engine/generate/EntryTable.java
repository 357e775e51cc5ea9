package dev.wippy.engine.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code br_table} with so many targets that a table of jumps would be no small method: the entries of its targets,
 * and where in the frame each expects what the branch carries, as the characters of string constants.
 */
final class EntryTable {
    /** The targets up to which a table of jumps is made. */
    private static final int MAX_JUMPS = 300;
    /** A string constant has 65,535 bytes, and a character up to three: an entry and a place are four. */
    private static final int PER_STRING = 4_096;

    private final int targets;
    private final List<StringBuilder> strings = new ArrayList<>();
    private int added;

    EntryTable(int targets) {
        this.targets = targets;
    }

    static boolean isFor(int targets) {
        return targets > MAX_JUMPS;
    }

    /** Adds a target; {@code costs} where going there takes a unit of fuel. */
    void add(int entry, int place, boolean costs) {
        if (added++ % PER_STRING == 0) {
            strings.add(new StringBuilder());
        }
        strings.getLast().append((char) (entry >>> 16)).append((char) entry).append((char) (place >>> 16 | (costs
                ? 0x8000
                : 0)))
                .append((char) place);
    }

    /** Makes of the index on the JVM's stack, which is otherwise empty, the index in a string, and the string. */
    void load(CodeWriter code) {
        code.constant(targets - 1);
        code.callStatic(Names.BRANCHES, "clamp", "(II)I");
        if (strings.size() == 1) {
            code.stringConstant(strings.getFirst().toString());
            return;
        }
        Label[] labels = new Label[strings.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label();
        }
        Label join = new Label();
        code.op(Jvm.DUP);
        code.constant(PER_STRING);
        code.op(Jvm.IDIV);
        code.tableSwitch(0, labels, labels[0]);
        code.push(Kind.INT);
        for (int i = 0; i < labels.length; i++) {
            code.place(labels[i]);
            code.stringConstant(strings.get(i).toString());
            code.jump(Jvm.GOTO, join);
        }
        code.push(Kind.REFERENCE);
        code.place(join);
        code.op(Jvm.SWAP);
        code.constant(PER_STRING);
        code.op(Jvm.IREM);
        code.op(Jvm.SWAP);
        code.pop(2);
    }
}
