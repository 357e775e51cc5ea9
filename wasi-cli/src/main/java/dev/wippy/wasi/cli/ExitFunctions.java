package dev.wippy.wasi.cli;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ProcessContext;
import org.jspecify.annotations.Nullable;

/** The interface {@code wasi:cli/exit}. */
final class ExitFunctions {
    private final ProcessContext process;

    ExitFunctions(ProcessContext process) {
        this.process = process;
    }

    @WitFunction("exit")
    void exit(Result<@Nullable Void, @Nullable Void> status) {
        process.exit(status instanceof Result.Ok<@Nullable Void, @Nullable Void> ? 0 : 1);
    }

    @WitFunction("exit-with-code")
    void exitWithCode(int code) {
        process.exit(code);
    }
}
