package dev.wippy.distribution;

import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.files.ConfinedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wippy exec FILE}: one binary, without an app. */
@Command(name = "exec", description = "Run one binary, without an app.", customSynopsis = "wippy exec [OPTION...] FILE [WORD...]", footer = {
    "%nIt gets what it imports, as far as a module or plugin offers it, and the folders and variables that the options"
            + " name, and nothing else of the system. Words and exit codes are those of 'wippy run'."
})
final class ExecCommand implements Callable<Integer> {
    private static final String SEPARATOR = "::";

    private final GlobalOptions options;
    private final Console console;

    @Option(names = "--method", paramLabel = "NAME", description = "The function to run, if it exports several.")
    private @Nullable String method;

    @Option(names = "--dir", paramLabel = "DIR[::GUEST]", description = "A folder that it may read and write, and where it sees it (/ if not said).")
    private List<String> folders = List.of();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable of its environment.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print any result as JSON.")
    private boolean json;

    @Option(names = "--plugins", paramLabel = "DIR", description = "Load the jars of this folder too; their code may do all that this program may.")
    private List<Path> plugins = List.of();

    @Parameters(index = "0", paramLabel = "FILE", description = "A component or a core module.")
    private Path file = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WORD", description = "Words for it, never options of wippy.")
    private List<String> words = List.of();

    ExecCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Override
    public Integer call() {
        Logging.configure(options.logLevel(GlobalOptions.LogLevel.warn));
        BinaryFile binary = BinaryFile.read(options.root(console.shell()), file);
        String function = method == null ? onlyMethod(binary) : method;
        MountSettings mounts = new MountSettings(mounts());
        String usage = "wippy exec " + OneLine.of(file.toString());
        String name = String.valueOf(file.getFileName());
        try (var machine = Machine.bare(console, options, Machine.plugins(console.shell(), plugins));
                ProcessHost host = machine.wippy().host(HostOptions.of("exec"))) {
            var needed = NeededImports.of(binary.imports(), machine.wippy().kernel().importModules());
            List<String> arguments = new ArrayList<>(List.of(name));
            arguments.addAll(words);
            Template template = machine.wippy()
                    .kernel()
                    .wasm(WasmProgram.of(name, binary.bytes(), function)
                            .withImports(needed.modules().toArray(String[]::new))
                            .withSettings(new ProgramSettings(arguments, variables, Optional.empty()), mounts));
            var values = new Words(usage, template.signature()).toArguments(words);
            return new Foreground(console, name, json)
                    .run(host, template, Launch.of(values.toArray()).withCommandLine(name, words));
        }
    }

    private static String onlyMethod(BinaryFile binary) {
        List<String> methods = binary.methods();
        if (methods.isEmpty()) {
            throw CommandException.usage(OneLine.of(binary.name().toString()) + " exports no function");
        }
        if (methods.size() > 1) {
            throw CommandException.usage(OneLine.of(binary.name() + " exports " + methods.size()
                    + " functions: choose one by --method: " + String.join(", ", methods)));
        }
        return methods.getFirst();
    }

    private List<MountSettings.Mount> mounts() {
        Map<String, MountSettings.Mount> byGuest = new LinkedHashMap<>();
        for (String each : folders) {
            int at = each.lastIndexOf(SEPARATOR);
            String host = at < 0 ? each : each.substring(0, at);
            String guest = at < 0 ? "/" : each.substring(at + SEPARATOR.length());
            if (!guest.startsWith("/")) {
                throw CommandException.usage("--dir " + OneLine.of(each) + ": where the guest sees it begins with a /");
            }
            try {
                var folder = ConfinedFolder.of(options.root(console.shell()).resolve(host));
                if (byGuest.put(guest, new MountSettings.Mount(host, folder, guest, false)) != null) {
                    throw CommandException.usage("two folders are to be at " + OneLine.of(guest));
                }
            } catch (IOException e) {
                throw CommandException.usage("--dir " + OneLine.of(each) + ": "
                        + (e instanceof java.nio.file.NoSuchFileException ? "no such folder" : e.getMessage()));
            }
        }
        return List.copyOf(byGuest.values());
    }
}
