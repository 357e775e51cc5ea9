package dev.wippy.engine.generate;

/** A body has too many operands at once for them to be on the JVM's stack; never leaves the generator. */
final class TooManyOperandsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyOperandsException() {
        super("too many operands", null, false, false);
    }
}
