package dev.wippy.distribution;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wippy services}: the services of an app that runs. */
@Command(name = "services", description = "Print the services of the running app, and how each is.")
final class ServicesCommand implements Callable<Integer> {
    private final AdminClient client;

    @Mixin
    private final AppOptions app = new AppOptions();

    @Option(names = "--json", description = "Print a line of JSON for each.")
    private boolean json;

    ServicesCommand(AdminClient client) {
        this.client = client;
    }

    @Override
    public Integer call() {
        return json ? client.ask(app.process(), "services", "--json") : client.ask(app.process(), "services");
    }
}
