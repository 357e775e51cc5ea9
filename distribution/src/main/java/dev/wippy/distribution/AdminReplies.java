package dev.wippy.distribution;

import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.Processes;
import dev.wippy.kernel.service.Services;
import java.util.List;
import java.util.Optional;

/**
 * What a running app says to those who look at it: {@code ps [--json]}, {@code ps PID}, {@code top N}, {@code ended},
 * {@code kill PID}, {@code kill PID now}, {@code services}.
 */
final class AdminReplies {
    private static final String JSON = "--json";

    private final Processes processes;
    private final ProcessTables tables;

    AdminReplies(Processes processes, Services services) {
        this.processes = processes;
        this.tables = new ProcessTables(processes, services);
    }

    AdminServer.Reply to(List<String> words) {
        try {
            return new AdminServer.Reply(ExitCode.OK, text(words));
        } catch (CommandException wrong) {
            return new AdminServer.Reply(wrong.exitCode(), String.valueOf(wrong.getMessage()));
        }
    }

    private String text(List<String> words) {
        boolean json = words.contains(JSON);
        List<String> plain = words.stream().filter(word -> !word.equals(JSON)).toList();
        String what = plain.isEmpty() ? "" : plain.getFirst();
        return switch (what) {
            case "ps" -> plain.size() == 1
                    ? tables.all(json)
                    : tables.one(find(plain.get(1)), json);
            case "top" -> tables.busiest(plain.size() == 1 ? 20 : number(plain.get(1)));
            case "ended" -> tables.ended(json);
            case "kill" -> kill(find(plain.get(1)), plain.contains("now"));
            case "services" -> tables.services(json);
            default -> throw CommandException.usage("the app does not know the question " + OneLine.of(what)
                    + "; is it another version of wippy?");
        };
    }

    private static int number(String word) {
        return word.matches("[0-9]{1,6}") ? Integer.parseInt(word) : 20;
    }

    private static String kill(Process process, boolean now) {
        if (now) {
            process.terminate();
            return process + ": terminated\n";
        }
        process.cancel("wippy kill");
        return process + ": asked to end\n";
    }

    /** A process by a whole pid, or by its number where only one host has it. */
    private Process find(String word) {
        Optional<Pid> whole = pid(word);
        List<Process> found = whole.isPresent()
                ? processes.find(whole.get()).stream().toList()
                : numbered(word);
        if (found.size() > 1) {
            throw CommandException.usage("several processes have the number " + OneLine.of(word) + ": "
                    + String.join(", ", found.stream().map(each -> each.pid().toString()).sorted().toList()));
        }
        if (found.isEmpty()) {
            throw new CommandException(ExitCode.FAILED, "there is no process " + OneLine.of(word)
                    + ": it ended (wippy ps --ended), or never was");
        }
        return found.getFirst();
    }

    private static Optional<Pid> pid(String word) {
        try {
            return Optional.of(Pid.parse(word));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private List<Process> numbered(String word) {
        if (!word.matches("0x[0-9a-fA-F]{1,15}")) {
            throw CommandException.usage("not a pid: " + OneLine.of(word)
                    + " (one looks like {myns:processes|0x00001}, or 0x1 for short)");
        }
        long number = Long.parseLong(word.substring(2), 16);
        return processes.all().stream().filter(each -> each.pid().number() == number).toList();
    }
}
