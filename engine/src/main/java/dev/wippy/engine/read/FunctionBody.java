package dev.wippy.engine.read;

/**
 * The body of a function: a slice of the module's bytes.
 *
 * @param function the function's index, imported ones counted
 * @param typeIndex of its {@link FunctionType}
 * @param locals its locals after the parameters
 * @param entry the offset of its entry in {@link ModuleDefinition#bytes()}, behind the entry's size: where the
 *        declarations of locals begin. Offsets in traces are counted from the start of the bytes.
 * @param offset of its first instruction in the bytes
 * @param end behind its last byte, the final {@code end}
 */
public record FunctionBody(int function, int typeIndex, LocalRuns locals, int entry, int offset, int end) {

    /** The bytes of its instructions, at most. */
    public int length() {
        return end - offset;
    }
}
