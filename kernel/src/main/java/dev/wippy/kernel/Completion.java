package dev.wippy.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a wait ended, and what the process goes on with.
 *
 * @param operation what was waited for
 * @param value what came of it; null if that was nothing, or it failed
 * @param error why it failed, if it did
 */
public record Completion(Operation operation, @Nullable Object value, Optional<Throwable> error) {}
