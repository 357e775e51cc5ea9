package dev.wippy.engine.generate;

/**
 * The operands at a place in a body.
 *
 * @param below how many are below those that {@code kinds} tells; they are in the frame, and have stayed what they were
 * @param kinds the kinds of those above
 * @param framed whether these are in the frame as well, and not on the JVM's stack
 */
record Operands(int below, byte[] kinds, boolean framed) {
    static final Operands NONE = new Operands(0, new byte[0], false);

    int height() {
        return below + kinds.length;
    }

    /** How many are on the JVM's stack. */
    int onStack() {
        return framed ? 0 : kinds.length;
    }
}
