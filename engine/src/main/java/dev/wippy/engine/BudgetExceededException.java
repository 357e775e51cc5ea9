package dev.wippy.engine;

import org.jspecify.annotations.Nullable;

/** A guest needs more memory, more table elements or larger values than its budget covers. */
public final class BudgetExceededException extends EngineException {
    private static final long serialVersionUID = 1L;

    public BudgetExceededException(String message) {
        this(message, null);
    }

    public BudgetExceededException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
