package dev.wippy.registry;

import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Catalog;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What processes spawn by id: the entries of an app. Starting one may read and compile, on a thread for that. */
record AppCatalog(App app) implements Catalog {

    @Override
    public Mono<Template> template(String entry) {
        return ifPresent(entry, () -> app.template(entry));
    }

    @Override
    public Mono<ProcessHost> host(String id) {
        return ifPresent(id, () -> app.start(id, ProcessHost.class));
    }

    private <T> Mono<T> ifPresent(String id, Callable<T> start) {
        return Mono.defer(() -> app.entry(id).isEmpty()
                ? Mono.empty()
                : Mono.fromCallable(start).subscribeOn(Schedulers.boundedElastic()));
    }
}
