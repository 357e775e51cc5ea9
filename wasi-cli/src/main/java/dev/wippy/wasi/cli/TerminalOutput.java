package dev.wippy.wasi.cli;

import dev.wippy.component.bind.WitResource;

/** The resource {@code wasi:cli/terminal-output.terminal-output}, which can do nothing yet: that one exists is all it says. */
@WitResource("terminal-output")
public final class TerminalOutput {
    TerminalOutput() {}
}
