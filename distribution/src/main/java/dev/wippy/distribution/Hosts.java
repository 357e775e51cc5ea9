package dev.wippy.distribution;

import dev.wippy.registry.App;
import dev.wippy.registry.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hosts that a command needs (SPEC section 8). */
final class Hosts {
    private static final String TERMINAL = "terminal.host";
    private static final String PROCESS = "process.host";

    private final App app;

    Hosts(App app) {
        this.app = app;
    }

    /**
     * The id of the terminal host that runs a command.
     *
     * @param chosen the one that was asked for, if one was
     * @throws CommandException if a host is missing, or it is not clear which one is meant
     */
    String terminal(Optional<String> chosen) {
        List<String> terminals =
                app.entries(TERMINAL).stream().map(Entry::id).toList();
        requireBoth(terminals.isEmpty());
        if (chosen.isPresent()) {
            String id = chosen.get();
            return terminals.stream()
                    .filter(each -> each.equals(id) || each.substring(each.indexOf(':') + 1).equals(id))
                    .findFirst()
                    .orElseThrow(() -> CommandException.usage("--host " + OneLine.of(id) + " is no " + TERMINAL
                            + " of this app, which has: " + String.join(", ", terminals)));
        }
        if (terminals.size() > 1) {
            throw CommandException.usage(
                    "multiple terminal hosts found (" + String.join(", ", terminals) + "), use --host to specify");
        }
        return terminals.getFirst();
    }

    private void requireBoth(boolean noTerminal) {
        boolean noProcesses = app.entries(PROCESS).isEmpty();
        if (!noTerminal && !noProcesses) {
            return;
        }
        var found = new ArrayList<String>();
        var lines = new StringBuilder();
        if (noTerminal) {
            found.add("no " + TERMINAL + " found in registry");
            lines.append("\n  - name: terminal\n    kind: " + TERMINAL);
        }
        if (noProcesses) {
            found.add("no " + PROCESS + " found in registry");
            lines.append("\n  - name: processes\n    kind: " + PROCESS);
        }
        throw new CommandException(
                ExitCode.NO_APP,
                String.join(", ", found) + ": a command runs on the one, what it spawns on the other."
                        + " Add below entries: of a YAML file of the app:" + lines);
    }
}
