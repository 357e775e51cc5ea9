package dev.wippy.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wippy ps}: what runs in an app that {@code wippy run} started, what it waits for, and where. */
@Command(name = "ps", description = "Print the processes of the running app: what each does, waits for and takes; with a PID, where it is.")
final class PsCommand implements Callable<Integer> {
    private final AdminClient client;

    @Mixin
    private final AppOptions app = new AppOptions();

    @Option(names = "--ended", description = "Print the last 1,000 that ended, with their reasons.")
    private boolean ended;

    @Option(names = "--json", description = "Print a line of JSON for each.")
    private boolean json;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PID", description = "One process, such as 0x1, with its stack.")
    private @Nullable String pid;

    PsCommand(AdminClient client) {
        this.client = client;
    }

    @Override
    public Integer call() {
        if (ended && pid != null) {
            throw CommandException.usage("--ended takes no PID");
        }
        List<String> words = new ArrayList<>(List.of(ended ? "ended" : "ps"));
        if (pid != null) {
            words.add(pid);
        }
        if (json) {
            words.add("--json");
        }
        return client.ask(app.process(), words.toArray(String[]::new));
    }
}
