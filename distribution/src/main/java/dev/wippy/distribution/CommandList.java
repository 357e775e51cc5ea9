package dev.wippy.distribution;

import dev.wippy.registry.App;
import dev.wippy.registry.Command;
import java.util.List;

/** {@code wippy run list}. Starts nothing. */
final class CommandList {
    private static final String HOW_TO = """
            No commands found.
            A process entry becomes a command by its meta.command:

              - name: greet
                kind: process.wasm
                meta:
                  command:
                    name: greet
                    short: Greet someone""";

    private final Console console;
    private final App app;

    CommandList(Console console, App app) {
        this.console = console;
        this.app = app;
    }

    int print() {
        app.problems().forEach(problem -> console.error().println("warning: " + problem));
        List<Command> commands = app.commands();
        if (commands.isEmpty()) {
            console.output().println(HOW_TO);
            return ExitCode.OK;
        }
        var rows = new Columns();
        for (Command command : commands) {
            rows.add(command.name(), OneLine.of(command.shortText()), command.entry());
        }
        rows.lines().forEach(console.output()::println);
        return ExitCode.OK;
    }
}
