package dev.wippy.component.error;

/** What goes wrong in reading, linking and instantiating components; the subclasses say what. */
public abstract class ComponentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was found, and what would be right */
    protected ComponentException(String message) {
        super(message);
    }
}
