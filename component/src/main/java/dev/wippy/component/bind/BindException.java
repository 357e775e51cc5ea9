package dev.wippy.component.bind;

/** A Java method, or class, does not fit the WIT function, or type, that it is bound to; the message shows both. */
public final class BindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BindException(String message) {
        super(message);
    }
}
