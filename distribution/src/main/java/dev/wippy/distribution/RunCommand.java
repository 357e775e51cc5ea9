package dev.wippy.distribution;

import dev.wippy.kernel.spi.Stdio;
import dev.wippy.registry.App;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wippy run}: the app, the list of its commands, one of them, or an entry. */
@Command(name = "run", description = "Start the app, or run one of its commands.", customSynopsis = {
    "wippy run [OPTION...]                     start the app",
    "       wippy run list                            print the commands",
    "       wippy run [OPTION...] COMMAND [WORD...]   run a command",
    "       wippy run [OPTION...] -x ID [WORD...]     run the process entry of that id",
}, footer = {
    "%nWords become the parameters of the command's method: text, numbers and cases as they stand, anything"
            + " compound as JSON. Its result is printed: a string or bytes as they are, anything else as one"
            + " line of JSON, in which a float that is no number is \"NaN\", \"Infinity\" or \"-Infinity\".%n",
    "Exit codes: 0 success, 1 an err result or a failed process, 2 wrong usage, 3 an app that does not load,"
            + " 130 Ctrl-C; a guest may choose its own."
})
final class RunCommand implements Callable<Integer> {
    private static final String LIST = "list";

    private final GlobalOptions options;
    private final Console console;

    @Option(names = {"-x",
        "--exec"}, description = "Run the process entry of the id that follows, in place of a command.")
    private boolean exec;

    @Option(names = "--json", description = "Print any result as JSON.")
    private boolean json;

    @Option(names = "--host", paramLabel = "ID", description = "The terminal host to run on, if there are several.")
    private @Nullable String host;

    @Option(names = "--plugins", paramLabel = "DIR", description = "Load the jars of this folder too; their code may do all that this program may.")
    private List<Path> plugins = List.of();

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "A command, or: list")
    private @Nullable String name;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WORD", description = "Words for it, never options of wippy.")
    private List<String> words = List.of();

    RunCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Override
    public Integer call() {
        if (name == null) {
            return app();
        }
        Logging.configure(options.logLevel(GlobalOptions.LogLevel.warn));
        boolean list = !exec && LIST.equals(name);
        // Only what runs something runs the code of plugins.
        List<Path> folders = list ? List.of() : Machine.plugins(console.shell(), plugins);
        try (var machine = Machine.ofApp(console, options, folders, Stdio.NONE)) {
            App app = machine.app();
            if (exec) {
                return new EntryRun(console, app, Optional.ofNullable(host), json).entry(name, words);
            }
            if (list) {
                if (!words.isEmpty()) {
                    throw CommandException.usage("unexpected word after list: " + OneLine.of(words.getFirst()));
                }
                return new CommandList(console, app).print();
            }
            return new EntryRun(console, app, Optional.ofNullable(host), json).command(name, words);
        }
    }

    /** What its processes print comes out here, beside the log on standard error. */
    private int app() {
        if (exec) {
            throw CommandException.usage("-x needs the id of an entry, such as: wippy run -x app:worker");
        }
        Logging.configure(options.logLevel(GlobalOptions.LogLevel.info));
        List<Path> folders = Machine.plugins(console.shell(), plugins);
        try (var printed = new Printed(console);
                var machine = Machine.ofApp(console, options, folders, printed.stdio())) {
            return new AppRun(console, machine.app(), machine.wippy().processes()).run();
        }
    }
}
