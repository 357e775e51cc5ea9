package dev.wippy.engine.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes that the parts of a function go to: its group's, and more where the constants of one are too many. Parts
 * are held back until all are done, so that a plan that turns out too coarse leaves nothing behind but constants.
 */
final class PartsClasses {
    /** The constants past which another class is begun; a part adds at most some thousands. */
    private static final int FULL = 40_000;
    /** The constants that a part's method and its call take. */
    private static final int EACH = 3;

    private final ClassWriter group;
    private final int function;
    private final List<PartsForm.Part> parts = new ArrayList<>();
    private final List<ClassWriter> more = new ArrayList<>();
    private ClassWriter current;
    private int inCurrent;

    PartsClasses(ClassWriter group, int function) {
        this.group = group;
        this.function = function;
        current = group;
    }

    /** The class for the next part. */
    ClassWriter next() {
        if (current.constants.count() + EACH * inCurrent++ > FULL) {
            inCurrent = 1;
            current = new ClassWriter(Names.PARTS + function + "_" + more.size(), Names.OBJECT, ClassWriter.PUBLIC);
            more.add(current);
        }
        return current;
    }

    void add(PartsForm.Part part) {
        parts.add(part);
    }

    /** Writes the parts; says which class each is in. */
    List<ClassWriter> write() {
        List<ClassWriter> owners = new ArrayList<>();
        for (PartsForm.Part part : parts) {
            ClassWriter owner = part.code().type;
            owner.method(ClassWriter.PUBLIC | ClassWriter.STATIC, Names.part(function, part.number()),
                    PartsForm.DESCRIPTOR, part.code());
            owners.add(owner);
        }
        return owners;
    }

    /** The classes beside the group's. */
    List<ClassWriter> more() {
        return more;
    }

    ClassWriter group() {
        return group;
    }
}
