package dev.wippy.distribution;

import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Plugin;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wippy plugins}: the jars that {@code wippy run} would load, and what they offer. Loads them. */
@Command(name = "plugins", description = "Load the plugins, and print each one's jar, version, and what it offers.")
final class PluginsCommand implements Callable<Integer> {
    private final GlobalOptions options;
    private final Console console;

    @Option(names = "--plugins", paramLabel = "DIR", description = "Load the jars of this folder too; their code may do all that this program may.")
    private List<Path> folders = List.of();

    PluginsCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Override
    public Integer call() {
        Logging.configure(options.logLevel(GlobalOptions.LogLevel.warn));
        try (var machine = Machine.bare(console, options, Machine.plugins(console.shell(), folders))) {
            Kernel kernel = machine.wippy().kernel();
            var rows = new Columns();
            for (Plugin plugin : kernel.plugins()) {
                for (String offer : plugin.offers()) {
                    rows.add(OneLine.of(plugin.jar().toString()), OneLine.of(plugin.version().orElse("no version")),
                            OneLine.of(offer));
                }
            }
            List<String> lines = rows.lines();
            lines.forEach(console.output()::println);
            if (lines.isEmpty()) {
                console.output().println(
                        "No plugins found. They are jars in the installation's plugins/, or in a folder"
                                + " that --plugins names.");
            }
        }
        return ExitCode.OK;
    }
}
