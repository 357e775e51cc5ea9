package dev.wippy.engine.run;

import org.jspecify.annotations.Nullable;

/** A function of another engine, of a type that no module of our own engine can have: it only passes through tables. */
public final class OpaqueFunction extends WasmFunction {

    @Override
    public @Nullable Object[] callBoxed(@Nullable Object[] arguments) {
        throw new IllegalStateException("a function whose type only another engine knows was called");
    }

    @Override
    public @Nullable Object[] callBodyBoxed(@Nullable Object[] arguments) {
        return callBoxed(arguments);
    }

    @Override
    public WasmFunction create() {
        return new OpaqueFunction();
    }
}
