package dev.wippy.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * A tail call that a function has left to its caller.
 *
 * @param function what to call
 * @param arguments its arguments, boxed
 */
public record TailCall(WasmFunction function, @Nullable Object[] arguments) {}
