package dev.wippy.registry;

import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ProcessKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has each entry read by its kind, and finds what is wrong between entries: references in a circle. */
final class Plans {
    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);

    /** Kinds that Wippy has and this version has not, so that no other name is what was meant. */
    private static final Set<String> LATER = Set.of(
            "function.wat",
            "http.endpoint",
            "http.router",
            "http.service");

    private final Map<String, Planned> byId = new LinkedHashMap<>();

    private Plans() {}

    static Plans make(Declarations declarations, Kinds kinds, HashAdvice advice, Reports reports) {
        var plans = new Plans();
        for (Declaration each : declarations.all()) {
            var own = new Reports();
            Planned planned = plan(each, declarations, kinds, own);
            plans.byId.put(each.entry().id(), planned);
            own.problems().forEach(problem -> reports.problem(advice.complete(each, problem)));
            own.warnings().forEach(reports::warning);
        }
        plans.reportCycles(reports);
        return plans;
    }

    Optional<Planned> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Planned> all() {
        return List.copyOf(byId.values());
    }

    /** Entries and all that they need, each after what it needs. */
    List<String> reach(Iterable<String> ids) {
        return new NeedsWalk(this::references).walk(ids, (_, _) -> {});
    }

    private List<Reference> references(String id) {
        return find(id).map(Planned::references).orElse(List.of());
    }

    private static Planned plan(Declaration declaration, Declarations declarations, Kinds kinds, Reports reports) {
        String kind = declaration.entry().kind();
        Optional<EntryKind> entryKind = kinds.entry(kind);
        Optional<ProcessKind> processKind = kinds.process(kind);
        if (entryKind.isEmpty() && processKind.isEmpty()) {
            if (!kind.isEmpty()) {
                reports.problem(declaration.problem("kind", "unknown kind \"" + kind + "\"" + known(kind, kinds)));
            }
            return Planned.unread(declaration);
        }
        var reading = new EntryReading(declaration, declarations, kinds.names(), reports);
        var fields = reading.fields();
        try {
            Optional<EntryKind.Plan> start = entryKind.map(each -> each.plan(fields));
            Optional<ProcessKind.Plan> template = processKind.map(each -> each.plan(fields));
            reading.reportUnknownFields();
            return new Planned(declaration, reading.references(), start, template);
        } catch (RuntimeException e) {
            LOG.error("the kind {} failed to read {}", kind, declaration.entry().id(), e);
            reports.problem(declaration.problem("kind", "the kind " + kind + " failed to read this entry: " + e));
            return Planned.unread(declaration);
        }
    }

    private static String known(String kind, Kinds kinds) {
        if (LATER.contains(kind)) {
            return " (this version does not have it yet)";
        }
        String hint = Nearest.hint(kind, kinds.names());
        return hint.isEmpty() ? " (known are " + String.join(", ", kinds.names()) + ")" : hint;
    }

    private void reportCycles(Reports reports) {
        new NeedsWalk(this::references).walk(byId.keySet(), (circle, reference) -> {
            Declaration closing = find(circle.get(circle.size() - 2)).orElseThrow().declaration();
            reports.problem(closing.problem(
                    reference.field(), "the entries need one another: " + String.join(" -> ", circle)));
        });
    }
}
