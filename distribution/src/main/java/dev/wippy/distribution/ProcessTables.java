package dev.wippy.distribution;

import dev.wippy.engine.WasmFrame;
import dev.wippy.kernel.EndedProcess;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessStack;
import dev.wippy.kernel.ProcessStatus;
import dev.wippy.kernel.Processes;
import dev.wippy.kernel.service.Service;
import dev.wippy.kernel.service.ServiceStatus;
import dev.wippy.kernel.service.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The processes and services of a running app, as text for people or, a line each, as JSON. */
final class ProcessTables {
    private final Processes processes;
    private final Services services;

    ProcessTables(Processes processes, Services services) {
        this.processes = processes;
        this.services = services;
    }

    /** All that have not ended. */
    String all(boolean json) {
        return table(statuses(Comparator.comparing(ProcessStatus::pid)), json);
    }

    /** Those that have run for longest. */
    String busiest(int most) {
        List<ProcessStatus> all = statuses(Comparator.comparing(ProcessStatus::ran).reversed());
        long memory = all.stream().mapToLong(ProcessStatus::memory).sum();
        return all.size() + (all.size() == 1 ? " process, " : " processes, ") + Figures.bytes(memory) + "\n\n"
                + table(all.subList(0, Math.min(most, all.size())), false);
    }

    private List<ProcessStatus> statuses(Comparator<ProcessStatus> order) {
        return processes.all().stream().map(Process::status).sorted(order).toList();
    }

    private String table(List<ProcessStatus> statuses, boolean json) {
        Map<String, Integer> restarts = restarts();
        if (json) {
            return lines(statuses.stream().map(each -> JsonWriter.write(fields(each, restarts))).toList());
        }
        var rows = new Columns();
        rows.add("PID", "ENTRY", "STATE", "WAITS FOR", "SINCE", "STEPS", "RAN", "FUEL", "MEMORY", "MAILBOX", "LINKS",
                "RESTARTS");
        for (ProcessStatus each : statuses) {
            rows.add(
                    each.pid().toString(),
                    each.entry(),
                    state(each),
                    each.waiting().map(wait -> OneLine.of(wait.operation().toString())).orElse(""),
                    each.waiting().map(wait -> Figures.duration(wait.lasts())).orElse(""),
                    Long.toString(each.steps()),
                    Figures.duration(each.ran()),
                    each.fuel().isPresent() ? Long.toString(each.fuel().getAsLong()) : "",
                    Figures.bytes(each.memory()),
                    Integer.toString(each.mailbox()),
                    Integer.toString(each.ties().links().size()),
                    restarts.getOrDefault(each.pid().toString(), 0).toString());
        }
        return lines(rows.lines());
    }

    private static String state(ProcessStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How often what a service runs was started again, by what runs. */
    private Map<String, Integer> restarts() {
        Map<String, Integer> restarts = new HashMap<>();
        for (Service each : services.all()) {
            ServiceStatus status = each.status();
            status.run().ifPresent(run -> restarts.put(run, status.restarts()));
        }
        return restarts;
    }

    /** One process, with its stack. */
    String one(Process process, boolean json) {
        ProcessStatus status = process.status();
        ProcessStack stack = process.stack();
        Map<String, @Nullable Object> fields = fields(status, restarts());
        List<String> guest = stack.guest().stream().map(ProcessTables::frame).toList();
        List<String> host = stack.host().stream().map(StackTraceElement::toString).toList();
        if (json) {
            fields.put("stack", guest);
            fields.put("host_stack", host);
            return JsonWriter.write(fields) + "\n";
        }
        var rows = new Columns();
        rows.add("pid", status.pid().toString());
        rows.add("entry", status.entry());
        rows.add("since", status.since().toString());
        rows.add("state", state(status));
        status.waiting().ifPresent(wait -> rows.add("waits for", OneLine.of(wait.operation().toString())
                + ", since " + Figures.duration(wait.lasts())));
        rows.add("steps", Long.toString(status.steps()));
        rows.add("ran", Figures.duration(status.ran()));
        status.fuel().ifPresent(fuel -> rows.add("fuel", Long.toString(fuel)));
        rows.add("memory", Figures.bytes(status.memory()));
        rows.add("mailbox", Integer.toString(status.mailbox()));
        rows.add("links", pids(status.ties().links()));
        rows.add("monitors", pids(status.ties().monitored()));
        rows.add("names", status.names().isEmpty() ? "none" : OneLine.of(String.join(", ", status.names())));
        List<String> lines = new ArrayList<>(rows.lines());
        lines.add("");
        guest.forEach(each -> lines.add("    at " + each));
        if (!host.isEmpty()) {
            lines.add("");
            lines.add("in the host:");
            host.forEach(each -> lines.add("    at " + each));
        }
        return lines(lines);
    }

    private static Map<String, @Nullable Object> fields(ProcessStatus status, Map<String, Integer> restarts) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pid", status.pid().toString());
        fields.put("entry", status.entry());
        fields.put("host", status.pid().host());
        fields.put("since", status.since().toString());
        fields.put("state", status.state().name().toLowerCase(Locale.ROOT));
        fields.put("waits_for", status.waiting().map(wait -> wait.operation().toString()).orElse(null));
        fields.put("waits_ms", status.waiting().map(wait -> wait.lasts().toMillis()).orElse(null));
        fields.put("steps", status.steps());
        fields.put("ran_us", status.ran().toNanos() / 1_000);
        fields.put("fuel", status.fuel().isPresent() ? status.fuel().getAsLong() : null);
        fields.put("memory", status.memory());
        fields.put("mailbox", status.mailbox());
        fields.put("links", status.ties().links().stream().map(Pid::toString).toList());
        fields.put("monitors", status.ties().monitored().stream().map(Pid::toString).toList());
        fields.put("names", status.names());
        fields.put("restarts", restarts.getOrDefault(status.pid().toString(), 0));
        return fields;
    }

    private static String pids(List<Pid> pids) {
        return pids.isEmpty() ? "none" : pids.stream().map(Pid::toString).collect(Collectors.joining(", "));
    }

    private static String frame(WasmFrame frame) {
        return OneLine.of(frame.function())
                + (frame.offset() == WasmFrame.UNKNOWN ? "" : " (0x" + Long.toHexString(frame.offset()) + ")");
    }

    /** Those that ended last, the last one first, with their reasons and stacks. */
    String ended(boolean json) {
        List<String> lines = new ArrayList<>();
        for (EndedProcess each : processes.ended()) {
            if (json) {
                lines.add(JsonWriter.write(fields(each)));
                continue;
            }
            String how = each.failure().map(reason -> reason.kind() + ": " + OneLine.of(reason.message()))
                    .orElse(each.code().isPresent() ? "exit code " + each.code().getAsInt() : "ended");
            lines.add(each.at() + "  " + each.pid() + "  " + each.entry() + "  after "
                    + Figures.duration(Duration.between(each.since(), each.at())) + "  " + how);
            each.failure().ifPresent(reason -> reason.stack().forEach(frame -> lines.add("    at " + frame(frame))));
        }
        return lines(lines);
    }

    private static Map<String, @Nullable Object> fields(EndedProcess ended) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pid", ended.pid().toString());
        fields.put("entry", ended.entry());
        fields.put("since", ended.since().toString());
        fields.put("at", ended.at().toString());
        fields.put("code", ended.code().isPresent() ? ended.code().getAsInt() : null);
        fields.put("kind", ended.failure().map(reason -> reason.kind().toString()).orElse(null));
        fields.put("message", ended.failure().map(EndedProcess.Reason::message).orElse(null));
        fields.put("stack", ended.failure().stream()
                .map(EndedProcess.Reason::stack)
                .flatMap(Collection::stream)
                .map(ProcessTables::frame)
                .toList());
        return fields;
    }

    /** The services, each after those that it requires. */
    String services(boolean json) {
        if (json) {
            return lines(services.all().stream().map(each -> JsonWriter.write(fields(each))).toList());
        }
        Instant now = Instant.now();
        var rows = new Columns();
        rows.add("SERVICE", "STATE", "FOR", "RUNS", "RESTARTS", "NEXT IN", "FAILED WITH");
        for (Service each : services.all()) {
            ServiceStatus status = each.status();
            rows.add(
                    each.id(),
                    status.state().name().toLowerCase(Locale.ROOT),
                    Figures.duration(Duration.between(status.since(), now)),
                    status.run().orElse(""),
                    Integer.toString(status.restarts()),
                    status.delay().map(Figures::duration).orElse(""),
                    status.failure().map(failure -> OneLine.of(failure.toString())).orElse(""));
        }
        return lines(rows.lines());
    }

    private static Map<String, @Nullable Object> fields(Service service) {
        ServiceStatus status = service.status();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("service", service.id());
        fields.put("state", status.state().name().toLowerCase(Locale.ROOT));
        fields.put("since", status.since().toString());
        fields.put("runs", status.run().orElse(null));
        fields.put("restarts", status.restarts());
        fields.put("next_ms", status.delay().map(Duration::toMillis).orElse(null));
        fields.put("failure", status.failure().map(Object::toString).orElse(null));
        return fields;
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(each -> each + "\n").collect(Collectors.joining());
    }
}
