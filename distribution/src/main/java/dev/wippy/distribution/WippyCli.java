package dev.wippy.distribution;

import dev.wippy.kernel.KernelException;
import dev.wippy.registry.AppException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code wippy} command as a function of its arguments and surroundings; leaves the program running. */
final class WippyCli {
    private WippyCli() {}

    /** Runs one command, and returns its exit code. */
    static int run(Shell shell, String... args) {
        var console = new Console(shell);
        var options = new GlobalOptions();
        var version = new VersionCommand(console);
        var client = new AdminClient(options, console);
        var line = new CommandLine(new WippyCommand(options, version))
                .addSubcommand(new RunCommand(options, console))
                .addSubcommand(new ExecCommand(options, console))
                .addSubcommand(new InitCommand(options, console))
                .addSubcommand(new LintCommand(options, console))
                .addSubcommand(new HashCommand(options, console))
                .addSubcommand(new RegistryCommand(options, console))
                .addSubcommand(new PluginsCommand(options, console))
                .addSubcommand(new InspectCommand(options, console))
                .addSubcommand(new PsCommand(client))
                .addSubcommand(new TopCommand(client, console))
                .addSubcommand(new KillCommand(client))
                .addSubcommand(new ServicesCommand(client))
                .addSubcommand(new WarmCommand(console))
                .addSubcommand(new CompletionCommand(console))
                .addSubcommand(version)
                // A word that begins with @ is a word, and no file of more words.
                .setExpandAtFiles(false)
                // Whatever follows a command's name is the command's.
                .setStopAtPositional(true)
                .setOut(new PrintWriter(console.output(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.error(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours(shell)))
                .setParameterExceptionHandler((e, _) -> usage(console, e))
                .setExecutionExceptionHandler((e, _, _) -> failed(console, options, e));
        int code = line.execute(args);
        return shell.interrupts().exitCode().orElseGet(() -> console.exitCode(code));
    }

    private static CommandLine.Help.Ansi colours(Shell shell) {
        boolean wanted = shell.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return wanted && shell.terminals().output() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
    }

    private static int usage(Console console, ParameterException e) {
        String help = "try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'";
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            String what = word.startsWith("-") ? "option" : "command";
            List<String> near = unmatched.getSuggestions();
            console.complain("unknown " + what + ' ' + OneLine.of(word)
                    + (near.isEmpty() ? "" : " (did you mean " + near.getFirst() + "?)") + ": " + help);
        } else {
            console.complain(OneLine.of(String.valueOf(e.getMessage())) + ": " + help);
        }
        return ExitCode.USAGE;
    }

    private static int failed(Console console, GlobalOptions options, Exception e) {
        int code =
                switch (e) {
                    case CommandException command -> {
                        console.complain(String.valueOf(command.getMessage()));
                        yield command.exitCode();
                    }
                    case AppException app -> {
                        app.problems().forEach(problem -> console.error().println(problem.toString()));
                        yield ExitCode.NO_APP;
                    }
                    case KernelException kernel -> {
                        console.complain(OneLine.of(String.valueOf(kernel.getMessage())));
                        yield ExitCode.NO_APP;
                    }
                    default -> {
                        console.complain("internal error: " + OneLine.of(e.toString())
                                + (options.verbose() ? "" : " (-v shows where)"));
                        yield ExitCode.FAILED;
                    }
                };
        if (options.verbose() && !(e instanceof CommandException)) {
            LoggerFactory.getLogger(WippyCli.class).error("the command failed", e);
        }
        return code;
    }
}
