package dev.wippy.engine;

import org.jspecify.annotations.Nullable;

/** An import is not bound to what the module asks for. */
public final class LinkException extends EngineException {
    private static final long serialVersionUID = 1L;

    public LinkException(String message) {
        this(message, null);
    }

    public LinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
