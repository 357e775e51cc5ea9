package dev.wippy.engine;

import org.jspecify.annotations.Nullable;

/** The module needs a feature of WebAssembly that this engine does not have; the message names it. */
public final class UnsupportedModuleException extends EngineException {
    private static final long serialVersionUID = 1L;

    public UnsupportedModuleException(String message) {
        this(message, null);
    }

    public UnsupportedModuleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
