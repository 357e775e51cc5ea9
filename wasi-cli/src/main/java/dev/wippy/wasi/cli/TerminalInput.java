package dev.wippy.wasi.cli;

import dev.wippy.component.bind.WitResource;

/** The resource {@code wasi:cli/terminal-input.terminal-input}, which can do nothing yet: that one exists is all it says. */
@WitResource("terminal-input")
public final class TerminalInput {
    TerminalInput() {}
}
