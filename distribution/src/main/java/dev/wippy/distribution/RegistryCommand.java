package dev.wippy.distribution;

import dev.wippy.kernel.spi.Stdio;
import dev.wippy.registry.App;
import dev.wippy.registry.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wippy registry}: the entries of an app as they were read; starts nothing, and runs no plugin's code. */
@Command(name = "registry", description = "Print the app's entries, or one of them.")
final class RegistryCommand implements Runnable {
    private final GlobalOptions options;
    private final Console console;
    private CommandSpec spec = CommandSpec.create();

    RegistryCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Spec
    void spec(CommandSpec its) {
        spec = its;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Print all entries: id, kind, and where each stands.")
    int list(
            @Option(names = "--kind", paramLabel = "KIND", description = "Only those of this kind.") @Nullable String kind,
            @Option(names = "--json", description = "Print each whole, as a line of JSON.") boolean json) {
        return withApp(app -> {
            List<Entry> entries = kind == null ? app.entries() : app.entries(kind);
            if (json) {
                entries.forEach(each -> console.output().println(JsonWriter.write(fields(each))));
                return ExitCode.OK;
            }
            var rows = new Columns();
            entries.forEach(each -> rows.add(
                    OneLine.of(each.id()), OneLine.of(each.kind()), OneLine.of(each.position().toString())));
            rows.lines().forEach(console.output()::println);
            return ExitCode.OK;
        });
    }

    @Command(name = "show", description = "Print one entry whole, as JSON; ${env:...} is left as it was written.")
    int show(@Parameters(paramLabel = "ID", description = "Such as app:worker.") String id) {
        return withApp(app -> {
            Entry entry = app.entry(id).orElseThrow(() -> CommandException.usage("there is no entry \""
                    + OneLine.of(id) + "\": wippy registry list prints all"));
            console.output().println(JsonWriter.write(fields(entry)));
            return ExitCode.OK;
        });
    }

    private int withApp(Function<App, Integer> action) {
        Logging.configure(options.logLevel(GlobalOptions.LogLevel.warn));
        try (var machine = Machine.ofApp(console, options, List.of(), Stdio.NONE)) {
            machine.app().problems().forEach(problem -> console.error().println("warning: " + problem));
            return action.apply(machine.app());
        }
    }

    private static Map<String, @Nullable Object> fields(Entry entry) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", entry.id());
        fields.put("kind", entry.kind());
        fields.put("at", entry.position().toString());
        fields.put("meta", entry.meta().toValue());
        fields.put("data", entry.data().toValue());
        return fields;
    }
}
