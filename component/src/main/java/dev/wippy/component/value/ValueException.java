package dev.wippy.component.value;

/** A value is not of the type that a function asks for; the message has the path to it. */
public final class ValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ValueException(String message) {
        super(message);
    }
}
