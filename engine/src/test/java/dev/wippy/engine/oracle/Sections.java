package dev.wippy.engine.oracle;

import static dev.wippy.engine.oracle.Type.FUNCREF;
import static dev.wippy.engine.oracle.Type.I32;

import java.util.List;
import java.util.Random;

/** The sections of a module, which come out in their order. */
final class Sections {
    private static final int[] ORDER = {1, 2, 3, 4, 5, 13, 6, 7, 9, 12, 10, 11};

    private final Shape shape;
    private final Code[] contents = new Code[14];
    private final int[] counts = new int[14];

    Sections(Shape shape) {
        this.shape = shape;
        for (int i = 0; i < contents.length; i++) {
            contents[i] = new Code();
        }
        shape.types.forEach(type -> entry(1).all(type.encode()));
    }

    private Code entry(int section) {
        counts[section]++;
        return contents[section];
    }

    Sections importFunction(String module, String name, int type) {
        shape.functions.add(type);
        entry(2).name(module).name(name).op(0).u(type);
        return this;
    }

    Sections importGlobal(String name, int type) {
        entry(2).name("p").name(name).op(3, type, 1);
        return this;
    }

    Sections importTag(String name, int type) {
        entry(2).name("p").name(name).op(4, 0).u(type);
        return this;
    }

    void importTable(String name) {
        entry(2).name("p").name(name).op(1, FUNCREF, 0).u(1);
    }

    void importMemory(String name) {
        entry(2).name("p").name(name).op(2, 0).u(1);
    }

    /** Declares the functions that are the module's own. */
    void ownFunctions(int from) {
        shape.functions.subList(from, shape.functions.size()).forEach(type -> entry(3).u(type));
    }

    Sections table(int element, int least, int most) {
        entry(4).op(element, 1).u(least).u(most);
        return this;
    }

    void memory(int least, int most) {
        entry(5).op(1).u(least).u(most);
    }

    /** A tag of its own, by the index of its type. */
    Sections tag(int type) {
        entry(13).op(0).u(type);
        return this;
    }

    void global(Shape.Global global, Random random) {
        Code code = entry(6);
        Type.value(code, global.type());
        code.op(global.mutable() ? 1 : 0);
        if (Type.isReference(global.type())) {
            code.op(0xd0, global.type());
        } else {
            long bits = Numbers.bits(random, global.type());
            switch (global.type()) {
                case I32 -> code.op(0x41).s((int) bits);
                case Type.I64 -> code.op(0x42).s(bits);
                case Type.F32 -> code.op(0x43).fixed(bits, 4);
                default -> code.op(0x44).fixed(bits, 8);
            }
        }
        code.op(0x0b);
    }

    Sections export(String name, int kind, int index) {
        entry(7).name(name).op(kind).u(index);
        return this;
    }

    void activeElements(List<Integer> functions) {
        functions(entry(9).op(0, 0x41, 0, 0x0b), functions);
    }

    void passiveElements(List<Integer> functions) {
        functions(entry(9).op(1, 0), functions);
    }

    void declareElements(List<Integer> functions) {
        functions(entry(9).op(3, 0), functions);
    }

    private static void functions(Code code, List<Integer> functions) {
        code.u(functions.size());
        functions.forEach(code::u);
    }

    void data(byte[] bytes, boolean active, int at) {
        Code code = entry(11);
        if (active) {
            code.op(0, 0x41).s(at).op(0x0b);
        } else {
            code.op(1);
        }
        code.u(bytes.length).raw(bytes);
    }

    void code(Code function) {
        entry(10).sized(function);
    }

    /** One more function, which the random ones do not know. */
    void extraFunction(int type, Code function) {
        entry(3).u(type);
        code(function);
    }

    byte[] module() {
        Code module = new Code().op(0, 'a', 's', 'm', 1, 0, 0, 0);
        for (int section : ORDER) {
            if (section == 12) {
                module.op(12).sized(new Code().u(counts[11]));
            } else if (counts[section] > 0) {
                module.op(section).sized(new Code().u(counts[section]).all(contents[section]));
            }
        }
        return module.bytes();
    }
}
