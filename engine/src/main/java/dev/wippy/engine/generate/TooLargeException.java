package dev.wippy.engine.generate;

/** Something passes a limit of the class file format, so that the generator has to cut smaller; never leaves it. */
final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String what) {
        super(what, null, false, false);
    }
}
