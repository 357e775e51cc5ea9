package dev.wippy.bench.processes;

import dev.wippy.kernel.Launch;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import reactor.core.publisher.Flux;

/** Short processes in a row, and what they leave: nothing, however many. */
final class Soak {
    private static final int PARTS = 10;
    private static final int AT_ONCE = 8;

    private Soak() {}

    static void print(Bench bench, int count) {
        Template compute = bench.app("compute");
        Template greet = bench.app("greet");
        try (ProcessHost host = bench.host()) {
            long firstHeap = 0;
            for (int part = 1; part <= PARTS; part++) {
                Flux.range(0, count / PARTS)
                        .flatMap(i -> (i % 2 == 0
                                ? host.spawn(compute, Launch.of(6, 7))
                                : host.spawn(greet, Launch.of("World")))
                                .exit()
                                .doOnNext(Bench::check), AT_ONCE)
                        .blockLast(Bench.LIMIT);
                long heap = Jvm.heap();
                firstHeap = part == 1 ? heap : firstHeap;
                Bench.line("soak, " + (long) count / PARTS * part + " processes",
                        "heap %,d KB (%+d), metaspace %,d KB, "
                                + "%d descriptors, %d threads", heap >> 10, heap - firstHeap >> 10, Jvm.metaspace()
                                        >> 10,
                        Jvm.descriptors(), Jvm.threads());
            }
        }
    }
}
