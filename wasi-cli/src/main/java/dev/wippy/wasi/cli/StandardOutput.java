package dev.wippy.wasi.cli;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.wasi.io.OutputStream;
import java.util.Optional;

/** The interfaces {@code wasi:cli/stdout} and {@code wasi:cli/terminal-stdout}. */
final class StandardOutput {
    private final Stdio stdio;

    StandardOutput(Stdio stdio) {
        this.stdio = stdio;
    }

    @WitFunction("get-stdout")
    OutputStream stream() {
        return OutputStream.of(stdio.output());
    }

    @WitFunction("get-terminal-stdout")
    Optional<TerminalOutput> terminal() {
        return stdio.outputIsTerminal() ? Optional.of(new TerminalOutput()) : Optional.empty();
    }
}
