package dev.wippy.component.error;

/** A text of WIT that can't be read, or says of a core module what is not so. */
public final class WitException extends ComponentException {
    private static final long serialVersionUID = 1L;

    /** @param message what was found, and what would be right */
    public WitException(String message) {
        super(message);
    }
}
