package dev.wippy.distribution;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wippy kill}: ends a process of an app that runs. */
@Command(name = "kill", description = "Ask a process of the running app to end (CANCEL), or end it now.")
final class KillCommand implements Callable<Integer> {
    private final AdminClient client;

    @Mixin
    private final AppOptions app = new AppOptions();

    @Option(names = "--now", description = "Terminate it, also while it computes; nothing of it runs any more.")
    private boolean now;

    @Parameters(index = "0", paramLabel = "PID", description = "As wippy ps prints it, or its number, such as 0x1.")
    private String pid = "";

    KillCommand(AdminClient client) {
        this.client = client;
    }

    @Override
    public Integer call() {
        return now ? client.ask(app.process(), "kill", pid, "now") : client.ask(app.process(), "kill", pid);
    }
}
