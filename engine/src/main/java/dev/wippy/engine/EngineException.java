package dev.wippy.engine;

import org.jspecify.annotations.Nullable;

/** What goes wrong in the engine; the subclasses say what. */
public abstract class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
