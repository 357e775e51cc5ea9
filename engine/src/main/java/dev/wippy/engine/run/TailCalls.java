package dev.wippy.engine.run;

import org.jspecify.annotations.Nullable;

/** Makes the tail calls that functions leave, one after the other at the same depth. Public for generated classes. */
public final class TailCalls {
    private TailCalls() {}

    /** Leaves a tail call to the caller of a function of the instance. */
    public static void postpone(@Nullable Object[] arguments, WasmFunction function, ModuleInstance instance) {
        instance.tailCall = new TailCall(function, arguments);
    }

    /** Makes the tail call that was left in an instance, and those that follow; returns the last one's results. */
    public static @Nullable Object[] run(ModuleInstance instance) {
        ModuleInstance owner = instance;
        while (true) {
            TailCall call = take(owner);
            @Nullable
            Object[] results = call.function().callBodyBoxed(call.arguments());
            ModuleInstance next = call.function().instance;
            if (next == null || next.tailCall == null) {
                return results;
            }
            owner = next;
        }
    }

    /** Several results as objects; none where a tail call is left in their stead. */
    public static @Nullable Object[] boxed(long @Nullable [] results) {
        if (results == null) {
            return new @Nullable Object[0];
        }
        @Nullable
        Object[] objects = new @Nullable Object[results.length];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = results[i];
        }
        return objects;
    }

    /** The same where they are objects already. */
    public static @Nullable Object[] boxed(@Nullable Object @Nullable [] results) {
        return results == null ? new @Nullable Object[0] : results;
    }

    private static TailCall take(ModuleInstance owner) {
        @Nullable
        TailCall call = owner.tailCall;
        if (call == null) {
            throw new IllegalStateException("no tail call is left");
        }
        owner.tailCall = null;
        return call;
    }
}
