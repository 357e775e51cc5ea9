package dev.wippy.engine.read;

/**
 * What validating a body found out about it.
 *
 * @param instructions how many instructions there are, block ends included
 * @param operands how deep its operand stack becomes
 * @param labels how deep its blocks are nested, the body itself counted
 * @param calls how many calls there are of any kind, tail calls included
 * @param loops how many loops there are
 * @param handlers how many {@code try_table} blocks there are
 */
public record FunctionFacts(int instructions, int operands, int labels, int calls, int loops, int handlers) {

    /** Whether it neither calls nor loops, and so ends soon. */
    public boolean isStraight() {
        return calls == 0 && loops == 0;
    }
}
