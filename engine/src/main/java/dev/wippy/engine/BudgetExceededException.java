package dev.wippy.engine;

import org.jspecify.annotations.Nullable;

/** A declared minimum of memory or table is more than the budget covers. */
public final class BudgetExceededException extends EngineException {
    private static final long serialVersionUID = 1L;

    public BudgetExceededException(String message) {
        this(message, null);
    }

    public BudgetExceededException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
