package dev.wippy.engine.read;

import dev.wippy.engine.InvalidModuleException;

/** Reads the contents of sections, and says in errors which one. */
final class SectionReader extends ByteReader {
    /** The section being read, in words. */
    String section;
    /** The function whose body is being read, else -1. */
    int function = -1;
    /** The type being read, which may refer to itself; -1 outside of the type section. */
    int selfType = -1;

    SectionReader(byte[] bytes, String section) {
        super(bytes);
        this.section = section;
    }

    @Override
    String place() {
        return function < 0 ? section : "function " + function;
    }

    /** Refuses what is past a limit of the implementation. */
    void limit(String what, long found, long most, int offset) {
        if (found > most) {
            throw Refusals.limit(what, found, most, where(offset));
        }
    }

    @Override
    int knownType(FunctionTypes types, long index, int offset) {
        return index == selfType ? selfType : super.knownType(types, index, offset);
    }

    /** As in the reference interpreter, reading past the end of a section is noticed behind it. */
    InvalidModuleException sizeMismatch(int end) {
        return invalid("section size mismatch: " + (position < end
                ? end - position + " bytes are left"
                : position - end + " bytes too few"), position);
    }
}
