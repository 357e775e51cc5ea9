package dev.wippy.component.bind;

/** A method's value does not fit; caught where the function's name is known. */
final class ConversionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConversionException(String message) {
        super(message, null, false, false);
    }
}
