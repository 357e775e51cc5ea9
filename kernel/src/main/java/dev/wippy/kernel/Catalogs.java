package dev.wippy.kernel;

import dev.wippy.kernel.spi.Catalog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What processes may spawn by id: the catalogs of all apps on the kernel, the first one first. */
final class Catalogs {
    private final List<Catalog> all = new CopyOnWriteArrayList<>();

    Disposable attach(Catalog catalog) {
        all.add(catalog);
        return () -> all.remove(catalog);
    }

    Mono<Template> template(String entry) {
        return first("process entry", entry, catalog -> catalog.template(entry));
    }

    Mono<ProcessHost> host(String id) {
        return first("process host", id, catalog -> catalog.host(id));
    }

    private <T> Mono<T> first(String what, String id, Function<Catalog, Mono<T>> lookUp) {
        return Flux.fromIterable(all)
                .concatMap(lookUp)
                .next()
                .switchIfEmpty(Mono.error(
                        () -> new KernelException(ErrorKind.NOT_FOUND, "there is no " + what + " \"" + id + "\"")));
    }
}
