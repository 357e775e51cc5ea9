package dev.wippy.component.error;

/** The component needs a feature of the component model that is not implemented; the message names it. */
public final class UnsupportedComponentException extends ComponentException {
    private static final long serialVersionUID = 1L;

    public UnsupportedComponentException(String message) {
        super(message);
    }

    /**
     * @param offset where in the bytes the feature is used
     * @param feature what is not implemented
     */
    public static UnsupportedComponentException at(int offset, String feature) {
        return new UnsupportedComponentException(
                "unsupported component at 0x" + Integer.toHexString(offset) + ": " + feature);
    }
}
