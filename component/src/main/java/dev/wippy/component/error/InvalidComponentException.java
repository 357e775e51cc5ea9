package dev.wippy.component.error;

/** The bytes are well formed, but what they define breaks a validation rule of the component model. */
public final class InvalidComponentException extends ComponentException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * @param offset where in the bytes the definition stands
     * @param message what was found, and what would be right
     */
    public InvalidComponentException(int offset, String message) {
        super("invalid component at 0x" + Integer.toHexString(offset) + ": " + message);
        this.offset = offset;
    }

    /** Where in the bytes, counted from the start of the outermost component. */
    public int offset() {
        return offset;
    }
}
