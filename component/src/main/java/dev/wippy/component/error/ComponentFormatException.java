package dev.wippy.component.error;

/** The bytes break the component model's binary format (Binary.md). */
public final class ComponentFormatException extends ComponentException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * @param offset where in the bytes
     * @param message what was found, and what would be right
     */
    public ComponentFormatException(int offset, String message) {
        super("malformed component at 0x" + Integer.toHexString(offset) + ": " + message);
        this.offset = offset;
    }

    /** Where in the bytes, counted from the start of the outermost component. */
    public int offset() {
        return offset;
    }
}
