package dev.wippy.wasi.cli;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.wasi.io.OutputStream;
import java.util.Optional;

/** The interfaces {@code wasi:cli/stderr} and {@code wasi:cli/terminal-stderr}. */
final class StandardError {
    private final Stdio stdio;

    StandardError(Stdio stdio) {
        this.stdio = stdio;
    }

    @WitFunction("get-stderr")
    OutputStream stream() {
        return OutputStream.of(stdio.error());
    }

    @WitFunction("get-terminal-stderr")
    Optional<TerminalOutput> terminal() {
        return stdio.errorIsTerminal() ? Optional.of(new TerminalOutput()) : Optional.empty();
    }
}
