package dev.wippy.distribution;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Template;
import dev.wippy.registry.App;
import dev.wippy.registry.Command;
import dev.wippy.registry.CommandHosts;
import dev.wippy.registry.Entry;
import dev.wippy.registry.Problem;
import dev.wippy.registry.TerminalHost;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code wippy run COMMAND} and {@code wippy run -x ID}: one process, in the foreground. */
final class EntryRun {
    private final Console console;
    private final App app;
    private final Optional<String> host;
    private final boolean json;

    EntryRun(Console console, App app, Optional<String> host, boolean json) {
        this.console = console;
        this.app = app;
        this.host = host;
        this.json = json;
    }

    /** Runs a command; returns the exit code. */
    int command(String name, List<String> words) {
        Command command = app.command(name).orElseThrow(() -> unknown(name));
        return run(command.name(), "wippy run " + command.name(), command.entry(), words);
    }

    /** Runs a process entry; returns the exit code. */
    int entry(String id, List<String> words) {
        Optional<Entry> entry = app.entry(id);
        if (entry.isEmpty() || !app.isProcess(entry.get())) {
            try {
                // Says what is wrong with the id, and what is near.
                app.template(id);
            } catch (KernelException e) {
                throw CommandException.usage(OneLine.of(String.valueOf(e.getMessage())));
            }
        }
        return run(id, "wippy run -x " + id, id, words);
    }

    private CommandHosts hosts() {
        try {
            CommandHosts.of(app);
        } catch (KernelException e) {
            if (e.kind() != ErrorKind.CONFLICT) {
                // The host may well be the entry that is wrong.
                tell("", app.problems());
                throw new CommandException(ExitCode.NO_APP, String.valueOf(e.getMessage()));
            }
            if (host.isEmpty()) {
                throw CommandException.usage(String.valueOf(e.getMessage()));
            }
        }
        try {
            return host.isPresent() ? CommandHosts.of(app, host.get()) : CommandHosts.of(app);
        } catch (KernelException e) {
            throw CommandException.usage(OneLine.of(String.valueOf(e.getMessage())));
        }
    }

    private CommandException unknown(String name) {
        // The command may well be in the file that can't be read.
        tell("", app.problems());
        String message = "command \"" + OneLine.of(name)
                + "\" not found. Use 'wippy run list' to see available commands"
                + app.nearestCommand(name)
                        .map(near -> " (did you mean \"" + near.name() + "\"?)")
                        .orElse("");
        return new CommandException(app.problems().isEmpty() ? ExitCode.USAGE : ExitCode.NO_APP, message);
    }

    private int run(String name, String usage, String id, List<String> words) {
        List<String> reached = List.of(id, hosts().terminal().id());
        List<Problem> wrong = app.problemsOf(reached);
        if (!wrong.isEmpty()) {
            tell("", wrong);
            return ExitCode.NO_APP;
        }
        tell("warning: ", app.problemsBeside(reached));
        tell(
                "warning: ",
                app.warnings().stream()
                        .filter(warning -> reached.contains(warning.entry()))
                        .toList());
        Template template = app.template(reached.getFirst());
        List<@Nullable Object> arguments = new Words(usage, template.signature()).toArguments(words);
        TerminalHost terminal = app.start(reached.getLast(), TerminalHost.class);
        var launch = Launch.of(arguments.toArray())
                .withCommandLine(name.substring(name.indexOf(':') + 1), words);
        if (terminal.hideLogs()) {
            // The logger asks for it with each line; what a command says does not go there.
            System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        }
        return new Foreground(console, name, json).run(terminal.host(), template, launch);
    }

    private void tell(String what, List<Problem> problems) {
        problems.forEach(problem -> console.error().println(what + problem));
    }
}
