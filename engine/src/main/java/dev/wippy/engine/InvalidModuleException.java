package dev.wippy.engine;

import org.jspecify.annotations.Nullable;

/** The bytes are not a valid core module. */
public final class InvalidModuleException extends EngineException {
    private static final long serialVersionUID = 1L;

    public InvalidModuleException(String message) {
        this(message, null);
    }

    public InvalidModuleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
