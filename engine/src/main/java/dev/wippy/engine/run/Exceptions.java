package dev.wippy.engine.run;

import dev.wippy.engine.Trap;
import org.jspecify.annotations.Nullable;

/** Instructions on exceptions. Public for generated classes only. */
public final class Exceptions {
    private Exceptions() {}

    public static WasmException make(@Nullable Object[] values, ModuleInstance instance, int tag) {
        return new WasmException(instance.tags[tag], values);
    }

    public static WasmException again(@Nullable Object exception) {
        if (exception == null) {
            throw new Trap("null exception reference");
        }
        return (WasmException) exception;
    }

    public static boolean hasTag(Object exception, ModuleInstance instance, int tag) {
        return ((WasmException) exception).tag == instance.tags[tag];
    }

    public static @Nullable Object[] values(Object exception) {
        return ((WasmException) exception).values;
    }

    public static @Nullable Object value(Object exception, int place) {
        return ((WasmException) exception).values[place];
    }
}
