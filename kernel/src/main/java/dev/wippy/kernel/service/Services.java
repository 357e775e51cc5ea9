package dev.wippy.kernel.service;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.KernelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Services that are started and stopped together, each after those that it requires, and stopped before them. What does
 * not depend on one another starts and stops at the same time. Safe for use by many threads; nothing blocks.
 */
public final class Services {

    /** Each service after those that it requires. */
    private final Map<Service, Set<Service>> requirements;

    /** Guarded by this. */
    private boolean stopping;

    private Services(Map<Service, Set<Service>> requirements) {
        this.requirements = requirements;
    }

    /**
     * Takes services together.
     *
     * @param requirements each service, and those that it requires, which are keys too
     * @throws KernelException of kind Invalid if services require one another in a circle
     */
    public static Services of(Map<Service, Set<Service>> requirements) {
        var ordered = new LinkedHashMap<Service, Set<Service>>();
        var left = new LinkedHashMap<>(requirements);
        while (!left.isEmpty()) {
            List<Service> level = left.entrySet().stream()
                    .filter(each -> ordered.keySet().containsAll(each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (level.isEmpty()) {
                throw new KernelException(
                        ErrorKind.INVALID,
                        "services require one another in a circle: "
                                + left.keySet().stream().map(Service::id).collect(Collectors.joining(", ")));
            }
            level.forEach(service -> ordered.put(service, Set.copyOf(left.remove(service))));
        }
        return new Services(ordered);
    }

    /** All of them, each after those that it requires. */
    public List<Service> all() {
        return List.copyOf(requirements.keySet());
    }

    /**
     * Starts all when subscribed to, each as soon as what it requires is ready. One that fails for good keeps those that
     * require it from starting, and nobody else.
     *
     * @return completes once each is ready, or never will be, which its status tells
     */
    public Mono<Void> start() {
        return Mono.defer(() -> {
            var starts = new LinkedHashMap<Service, Mono<Void>>();
            requirements.forEach((service, required) -> starts.put(service, start(service, required, starts).cache()));
            return Mono.whenDelayError(starts.values().stream().map(Mono::onErrorComplete).toList());
        });
    }

    private Mono<Void> start(Service service, Set<Service> required, Map<Service, Mono<Void>> starts) {
        List<Mono<Void>> needs = required.stream()
                .map(each -> Objects.requireNonNull(starts.get(each)).onErrorMap(_ -> lacking(each)))
                .toList();
        return Mono.when(needs)
                .doOnError(KernelException.class, lacking -> lacks(service, lacking))
                .then(Mono.create(sink -> startUnlessStopping(service, sink)));
    }

    private synchronized void lacks(Service service, KernelException lacking) {
        if (!stopping) {
            service.lacks(Failure.of(lacking.kind(), String.valueOf(lacking.getMessage())));
        }
    }

    private static KernelException lacking(Service required) {
        return new KernelException(ErrorKind.UNAVAILABLE, required.id() + ", which it requires, failed");
    }

    /** A start that races with {@link #stop} comes before it, or not at all. */
    private synchronized void startUnlessStopping(Service service, MonoSink<Void> sink) {
        if (stopping) {
            sink.error(new KernelException(ErrorKind.CANCELED, "the services are being stopped"));
        } else {
            sink.onDispose(service.start().subscribe(_ -> {}, sink::error, sink::success));
        }
    }

    /** Stops all when subscribed to, each once those that require it have ended. Completes when all have. */
    public Mono<Void> stop() {
        return Mono.defer(() -> {
            synchronized (this) {
                stopping = true;
            }
            var stops = new LinkedHashMap<Service, Mono<Void>>();
            for (Service service : all().reversed()) {
                List<Mono<Void>> before = requirements.entrySet().stream()
                        .filter(each -> each.getValue().contains(service))
                        .map(each -> Objects.requireNonNull(stops.get(each.getKey())))
                        .toList();
                stops.put(service, Mono.when(before).then(service.stop()).cache());
            }
            return Mono.when(stops.values());
        });
    }

    /**
     * Completes once nothing runs, and nothing will: each has ended normally, was stopped, or failed for good.
     *
     * @return whether none of them failed
     */
    public Mono<Boolean> over() {
        return Mono.defer(() -> Mono.when(all().stream()
                .map(each -> each.statuses().filter(status -> status.state().isOver()).next())
                .toList())
                .then(Mono.fromCallable(
                        () -> all().stream().noneMatch(each -> each.status().state() == ServiceState.FAILED))));
    }
}
