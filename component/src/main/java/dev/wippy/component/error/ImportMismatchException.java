package dev.wippy.component.error;

/** The host offers an import under another type than the component asks for; the message shows both, as WIT. */
public final class ImportMismatchException extends ComponentException {
    private static final long serialVersionUID = 1L;

    public ImportMismatchException(String message) {
        super(message);
    }
}
