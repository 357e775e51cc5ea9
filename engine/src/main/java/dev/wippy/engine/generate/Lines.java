package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionBody;

/**
 * The line numbers of generated methods: the offset of an instruction from the start of its body, and one more. Line
 * numbers have 16 bits: those of bodies that are longer stand for several bytes each.
 */
public final class Lines {
    private static final int BITS = 16;

    private Lines() {}

    /** The line of an instruction. */
    static int line(FunctionBody body, int offset) {
        return (offset - body.entry() >> shift(body)) + 1;
    }

    /** The offset in the module of the instruction at a line. */
    public static int offset(FunctionBody body, int line) {
        return body.entry() + (line - 1 << shift(body));
    }

    private static int shift(FunctionBody body) {
        return Math.max(0, Integer.SIZE - BITS - Integer.numberOfLeadingZeros(body.end() - body.entry()));
    }
}
