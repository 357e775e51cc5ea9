package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hosts that a command needs: one for itself, and one for what it spawns (SPEC section 8).
 *
 * @param terminal the {@code terminal.host} that runs the command
 * @param processes the {@code process.host}s of the app, at least one
 */
public record CommandHosts(Entry terminal, List<Entry> processes) {
    private static final String TERMINAL = "terminal.host";
    private static final String PROCESS = "process.host";

    public CommandHosts {
        processes = List.copyOf(processes);
    }

    /**
     * Finds them in an app with a single terminal host.
     *
     * @throws KernelException of kind NotFound that names each host that is missing, with the lines of YAML that add
     *     it; of kind Conflict if there are several terminal hosts
     */
    public static CommandHosts of(App app) {
        List<Entry> terminals = app.entries(TERMINAL);
        requireBoth(app, terminals);
        if (terminals.size() > 1) {
            throw new KernelException(
                    ErrorKind.CONFLICT,
                    "multiple terminal hosts found (" + ids(terminals) + "), use --host to specify");
        }
        return new CommandHosts(terminals.getFirst(), app.entries(PROCESS));
    }

    /**
     * Finds them in an app, the terminal host by its id.
     *
     * @param terminal an id, or a name that only one terminal host has
     * @throws KernelException of kind NotFound that names each host that is missing, with the lines of YAML that add it
     */
    public static CommandHosts of(App app, String terminal) {
        List<Entry> terminals = app.entries(TERMINAL);
        requireBoth(app, terminals);
        List<Entry> named = terminals.stream()
                .filter(each -> each.id().equals(terminal) || each.name().equals(terminal))
                .toList();
        if (named.size() != 1) {
            throw new KernelException(
                    ErrorKind.NOT_FOUND,
                    "there is " + (named.isEmpty() ? "no" : "more than one") + " terminal.host \"" + terminal
                            + "\" (use --host with one of " + ids(terminals) + ")");
        }
        return new CommandHosts(named.getFirst(), app.entries(PROCESS));
    }

    private static void requireBoth(App app, List<Entry> terminals) {
        var missing = new ArrayList<String>();
        var lines = new ArrayList<String>();
        if (terminals.isEmpty()) {
            missing.add("no terminal.host found in registry");
            lines.addAll(entry("terminal", TERMINAL));
        }
        if (app.entries(PROCESS).isEmpty()) {
            missing.add("no process.host found in registry");
            lines.addAll(entry("processes", PROCESS));
        }
        if (!missing.isEmpty()) {
            String file = app.entries().stream()
                    .findFirst()
                    .map(each -> each.position().file())
                    .orElse("src/_index.yaml");
            throw new KernelException(
                    ErrorKind.NOT_FOUND,
                    String.join("\n", missing) + "\nadd to the entries of " + file + ":\n\n"
                            + String.join("\n", lines));
        }
    }

    private static List<String> entry(String name, String kind) {
        return List.of("  - name: " + name, "    kind: " + kind);
    }

    private static String ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).collect(Collectors.joining(", "));
    }
}
