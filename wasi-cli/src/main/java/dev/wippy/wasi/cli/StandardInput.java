package dev.wippy.wasi.cli;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.wasi.io.InputStream;
import java.util.Optional;

/** The interfaces {@code wasi:cli/stdin} and {@code wasi:cli/terminal-stdin}. */
final class StandardInput {
    private final Stdio stdio;

    StandardInput(Stdio stdio) {
        this.stdio = stdio;
    }

    @WitFunction("get-stdin")
    InputStream stream() {
        return InputStream.of(stdio.input());
    }

    @WitFunction("get-terminal-stdin")
    Optional<TerminalInput> terminal() {
        return stdio.inputIsTerminal() ? Optional.of(new TerminalInput()) : Optional.empty();
    }
}
