package dev.wippy.distribution;

import dev.wippy.registry.App;
import dev.wippy.registry.Entry;
import java.util.List;

/** Bare {@code wippy run}: starts the app. */
final class AppRun {
    private final Console console;
    private final App app;

    AppRun(Console console, App app) {
        this.console = console;
        this.app = app;
    }

    /** @throws dev.wippy.registry.AppException with all that is wrong, before anything is started */
    int run() {
        app.warnings().forEach(warning -> console.error().println("warning: " + warning));
        app.boot();
        throw new CommandException(ExitCode.NO_APP, nothingToStart());
    }

    private String nothingToStart() {
        // No kind that this version knows runs by itself; hosts start on first use.
        List<String> hosts = app.entries().stream()
                .filter(entry -> entry.kind().endsWith(".host"))
                .map(Entry::id)
                .toList();
        var message = new StringBuilder("nothing to start");
        if (app.entries().isEmpty()) {
            message.append(": no entries found under ").append(app.root());
        } else {
            message.append(": no entry has lifecycle.auto_start: true");
            if (!hosts.isEmpty()) {
                message.append(" (without it: ").append(String.join(", ", hosts)).append(')');
            }
        }
        if (!app.commands().isEmpty()) {
            message.append("\nthere are commands: wippy run ")
                    .append(app.commands().getFirst().name())
                    .append(" runs one, wippy run list prints all");
        }
        return message.toString();
    }
}
