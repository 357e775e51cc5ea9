package dev.wippy.distribution;

import dev.wippy.registry.App;
import dev.wippy.registry.Command;
import java.util.List;
import java.util.function.Function;

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
        int names = widest(commands, Command::name);
        int texts = widest(commands, command -> OneLine.of(command.shortText()));
        for (Command command : commands) {
            console.output()
                    .println(padded(command.name(), names) + "  " + padded(OneLine.of(command.shortText()), texts)
                            + "  "
                            + command.entry());
        }
        return ExitCode.OK;
    }

    private static int widest(List<Command> commands, Function<Command, String> column) {
        return commands.stream().map(column).mapToInt(CommandList::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - length(text));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
