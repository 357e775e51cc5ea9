package dev.wippy.engine.generate;

/**
 * How large methods become. A method of some thousand bytes is what the JIT is best at: C1 refuses large ones ("out of
 * virtual registers"), and each deoptimization throws a large one back to the interpreter. SQLite's main loop took 2.9
 * s in parts of 1,000 to 4,000 bytes, 4.5 s in parts of 7,900, and 12 s in parts of 30 KB.
 *
 * @param whole the bytes past which a function is cut
 * @param part the bytes that its parts have about
 * @param operands how many operands at once are on the JVM's stack: where there are more, they are in a frame
 */
public record CutLimits(int whole, int part, int operands) {
    /** What programs run with. */
    public static final CutLimits DEFAULT = new CutLimits(4_000, 2_000);

    /** Limits with the usual bound on operands. */
    public CutLimits(int whole, int part) {
        this(whole, part, 128);
    }
}
