package dev.wippy.kernel;

import dev.wippy.kernel.spi.Actor;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What one process does to others. */
final class KernelActor implements Actor {
    private final ActorState self;
    private final ProcessHost host;
    private final Kernel kernel;
    private final Processes processes;

    KernelActor(ActorState self, ProcessHost host) {
        this.self = self;
        this.host = host;
        this.kernel = host.kernel();
        this.processes = kernel.processes();
    }

    @Override
    public Pid self() {
        return self.pid();
    }

    @Override
    public Mono<Pid> spawn(String entry, Optional<String> host, Launch launch, Tie... ties) {
        return resolved(
                entry,
                host,
                found -> Mono.fromCallable(
                        () -> Processes.spawn(self, found.host, found.template, launch, ties).pid()));
    }

    @Override
    public Mono<Exit> exec(String entry, Optional<String> host, Launch launch) {
        return resolved(entry, host, found -> processes.exec(found.host, found.template, launch));
    }

    /** @param host where the template is to run */
    private record Found(Template template, ProcessHost host) {}

    private <T> Mono<T> resolved(String entry, Optional<String> hostId, Function<Found, Mono<T>> then) {
        Mono<ProcessHost> on = hostId.map(kernel::findHost).orElse(Mono.just(host));
        return kernel.findTemplate(entry).zipWith(on, Found::new).flatMap(then);
    }

    @Override
    public Mono<Void> send(Pid to, String topic, @Nullable Object payload) {
        return Processes.does(() -> processes.get(to).send(Optional.of(self.pid()), topic, payload));
    }

    @Override
    public Mono<Void> cancel(Pid process, String reason) {
        return Processes.does(() -> processes.get(process).cancel(Optional.of(self.pid()), reason));
    }

    @Override
    public Mono<Void> terminate(Pid process) {
        return Processes.does(() -> processes.get(process).terminate("terminated by " + self.pid()));
    }

    @Override
    public Mono<Void> monitor(Pid process) {
        return Processes.does(() -> self.monitor(processes.get(process)));
    }

    @Override
    public Mono<Boolean> unmonitor(Pid process) {
        return Mono.fromCallable(() -> processes.unmonitor(self, process));
    }

    @Override
    public Mono<Void> link(Pid process) {
        return Processes.does(() -> self.link(processes.get(process)));
    }

    @Override
    public Mono<Boolean> unlink(Pid process) {
        return Mono.fromCallable(() -> processes.unlink(self, process));
    }

    @Override
    public Mono<Void> trapLinks(boolean trap) {
        return Processes.does(() -> self.trapLinks(trap));
    }

    @Override
    public Mono<Void> register(String name) {
        return Processes.does(() -> self.register(name));
    }

    @Override
    public Mono<Void> unregister(String name) {
        return Processes.does(() -> {
            if (!self.unregister(name)) {
                throw new KernelException(
                        ErrorKind.NOT_FOUND, self.pid() + " does not have the name \"" + name + "\"");
            }
        });
    }

    @Override
    public Mono<Pid> lookup(String name) {
        return processes.lookup(name);
    }
}
