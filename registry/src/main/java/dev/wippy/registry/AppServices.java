package dev.wippy.registry;

import dev.wippy.kernel.service.Service;
import dev.wippy.kernel.service.Services;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The services among the entries of an app, whatever their kinds: what starts as a {@link Service} is one. */
final class AppServices {
    private final Plans plans;
    private final Map<String, Service> byId = new LinkedHashMap<>();

    /** Starts all entries, unless they were: those that are services do not run by that. */
    AppServices(Plans plans, StartedEntries started) {
        this.plans = plans;
        for (Planned planned : plans.all()) {
            if (planned.start().isPresent() && started.make(planned) instanceof Service service) {
                byId.put(planned.entry().id(), service);
            }
        }
    }

    List<Service> all() {
        return List.copyOf(byId.values());
    }

    /** Those that start with the app, and those that these need, directly or through other entries. */
    Services autoStarted() {
        Set<String> wanted = byId.entrySet().stream()
                .filter(each -> each.getValue().lifecycle().autoStart())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var requirements = new LinkedHashMap<Service, Set<Service>>();
        for (String id : plans.reach(wanted)) {
            Service service = byId.get(id);
            if (service != null) {
                requirements.put(service, needsOf(id));
            }
        }
        return Services.of(requirements);
    }

    private Set<Service> needsOf(String id) {
        var needs = new LinkedHashSet<Service>();
        for (String each : plans.reach(List.of(id))) {
            Service service = byId.get(each);
            if (service != null && !each.equals(id)) {
                needs.add(service);
            }
        }
        return needs;
    }
}
