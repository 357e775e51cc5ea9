package dev.wippy.lua;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.KernelException;
import java.util.Arrays;

/**
 * An error as a script sees it.
 *
 * @param kind what {@link ErrorKind#toString} prints, or any text of the script's
 */
record LuaError(String kind, String message) {

    static LuaError of(KernelException refused) {
        return new LuaError(refused.kind().toString(), String.valueOf(refused.getMessage()));
    }

    static LuaError of(Failure failure) {
        return new LuaError(failure.kind().toString(), failure.message());
    }

    /** The kind, or Internal if it is none that others know. */
    ErrorKind errorKind() {
        return Arrays.stream(ErrorKind.values())
                .filter(each -> each.toString().equals(kind))
                .findFirst()
                .orElse(ErrorKind.INTERNAL);
    }
}
