package dev.wippy.kernel.spi;

/**
 * The standard streams of a process.
 *
 * @param input its standard input
 * @param output its standard output
 * @param error its standard error
 * @param inputIsTerminal whether a person types its input
 * @param outputIsTerminal whether a person sees its output
 * @param errorIsTerminal whether a person sees its errors
 */
public record Stdio(
        Source input,
        Sink output,
        Sink error,
        boolean inputIsTerminal,
        boolean outputIsTerminal,
        boolean errorIsTerminal) {

    /** No input, and output that nobody sees. */
    public static final Stdio NONE = new Stdio(Source.EMPTY, Sink.DISCARD, Sink.DISCARD, false, false, false);
}
