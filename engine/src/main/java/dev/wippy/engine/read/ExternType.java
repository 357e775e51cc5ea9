package dev.wippy.engine.read;

import java.util.OptionalLong;

/** The type of something that a module imports or defines (section 2.3.18). */
public sealed interface ExternType {

    /**
     * A function's.
     *
     * @param typeIndex of its {@link FunctionType}
     */
    record Function(int typeIndex) implements ExternType {}

    /**
     * A table's.
     *
     * @param element the {@link ValType} of its elements, a reference type
     * @param minimum the elements it starts with, an unsigned 32-bit number
     * @param maximum the elements it never passes
     */
    record Table(int element, long minimum, OptionalLong maximum) implements ExternType {}

    /**
     * A linear memory's, in pages of 64 KiB.
     *
     * @param minimum the pages it starts with, at most 65,536
     * @param maximum the pages it never passes, at most 65,536
     */
    record Memory(long minimum, OptionalLong maximum) implements ExternType {}

    /**
     * A global's.
     *
     * @param value the {@link ValType} of its value
     * @param mutable whether it may change
     */
    record Global(int value, boolean mutable) implements ExternType {}

    /**
     * A tag's.
     *
     * @param typeIndex of the {@link FunctionType} whose parameters an exception of the tag carries
     */
    record Tag(int typeIndex) implements ExternType {}
}
