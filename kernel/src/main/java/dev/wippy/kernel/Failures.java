package dev.wippy.kernel;

import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.EngineException;
import dev.wippy.engine.Trap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says whose fault it is that a process ended: the guest's, its entry's, or ours. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** What a process that nobody ended failed with. */
    static Failure of(Throwable thrown, String entry, Budget budget) {
        return switch (thrown) {
            case Killed killed -> killed.failure();
            case Trap trap -> new Failure(
                    ErrorKind.INTERNAL,
                    "wasm trap: " + trap.getMessage() + memoryNote(budget),
                    trap.frames(),
                    Optional.of(trap));
            case BudgetExceededException over -> new Failure(
                    ErrorKind.UNAVAILABLE, text(over), List.of(), Optional.of(over));
            case EngineException engine -> new Failure(ErrorKind.INVALID, text(engine), List.of(), Optional.of(engine));
            case ImportFault fault -> {
                LOG.error("{}: {}", entry, fault.getMessage(), fault.getCause());
                yield new Failure(ErrorKind.INTERNAL, text(fault), List.of(), Optional.of(fault));
            }
            case KernelException kernel -> new Failure(kernel.kind(), text(kernel), List.of(), Optional.of(kernel));
            default -> {
                LOG.error("{}: a fault of the runtime", entry, thrown);
                yield new Failure(ErrorKind.INTERNAL, thrown.toString(), List.of(), Optional.of(thrown));
            }
        };
    }

    /** A guest whose allocator was refused memory usually traps, and its author should hear of the cause. */
    private static String memoryNote(Budget budget) {
        return budget.refused() ? " (it was refused memory: limits.max_memory is " + budget.maxBytes() + " bytes)" : "";
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.toString() : message;
    }

    /** Throws an unchecked throwable as it is. */
    static void rethrow(Throwable unchecked) {
        switch (unchecked) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalArgumentException(unchecked);
        }
    }
}
