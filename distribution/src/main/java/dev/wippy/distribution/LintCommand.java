package dev.wippy.distribution;

import dev.wippy.kernel.spi.Stdio;
import dev.wippy.registry.App;
import dev.wippy.registry.EntryHash;
import dev.wippy.registry.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code wippy lint}: all that is wrong with an app; starts nothing, and runs no plugin's code. */
@Command(name = "lint", description = "Print all that is wrong with the app; exit code 3 if something is.")
final class LintCommand implements Callable<Integer> {
    private final GlobalOptions options;
    private final Console console;

    LintCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Override
    public Integer call() {
        Logging.configure(options.logLevel(GlobalOptions.LogLevel.warn));
        try (var machine = Machine.ofApp(console, options, List.of(), Stdio.NONE)) {
            App app = machine.app();
            List<String> wrong = new ArrayList<>();
            app.problems().forEach(problem -> wrong.add(problem.toString()));
            if (wrong.isEmpty()) {
                // Of an app whose entries are not right, they say the same in other words.
                wrong.addAll(hashes(app));
            }
            app.warnings().forEach(warning -> console.error().println("warning: " + warning));
            wrong.forEach(console.error()::println);
            if (wrong.isEmpty()) {
                OpenEgress.lines(app).forEach(console.output()::println);
                int entries = app.entries().size();
                console.output().println(entries + (entries == 1 ? " entry" : " entries") + ", nothing wrong");
                return ExitCode.OK;
            }
            return ExitCode.NO_APP;
        }
    }

    private static List<String> hashes(App app) {
        return Hashes.compare(app.root()).stream()
                .filter(hash -> hash.state() != EntryHash.State.CURRENT)
                .map(hash -> hash.message().isEmpty()
                        ? hash.entry().id() + ": hash: is not that of the binary, " + hash.actual().orElse("")
                                + " (wippy hash --write fills it in)"
                        : hash.message())
                .toList();
    }
}
