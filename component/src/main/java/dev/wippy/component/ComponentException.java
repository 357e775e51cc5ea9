package dev.wippy.component;

/** What goes wrong in reading, linking and instantiating components; the subclasses say what. */
public abstract class ComponentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComponentException(String message) {
        super(message);
    }
}
