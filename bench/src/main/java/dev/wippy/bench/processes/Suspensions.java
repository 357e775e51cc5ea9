package dev.wippy.bench.processes;

import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import reactor.core.publisher.Flux;

/** A guest that waits and goes on: woken by another guest, and by a thread of an event loop. */
final class Suspensions {
    private static final int COUNT = 200_000;
    private static final int ROUNDS = 4;
    private static final int GUESTS = 100;

    private Suspensions() {}

    static void print(Bench bench) {
        Template turns = bench.waits("turns");
        Template loop = bench.waits("loop");
        try (ProcessHost host = bench.host()) {
            for (int round = 1; round <= ROUNDS; round++) {
                long start = System.nanoTime();
                Process one = host.spawn(turns, Launch.of(COUNT));
                Process other = host.spawn(turns, Launch.of(COUNT));
                // Whoever has ended first leaves the other waiting, for one turn.
                one.exit().or(other.exit()).block(Bench.LIMIT);
                long nanos = System.nanoTime() - start;
                bench.waits().finish();
                Bench.check(one.exit().block(Bench.LIMIT));
                Bench.check(other.exit().block(Bench.LIMIT));
                Bench.line("suspend and resume, guest to guest", "%.2f us, round %d of %d", nanos / 1e3 / COUNT / 2,
                        round, ROUNDS);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                long start = System.nanoTime();
                // Many, so that neither the loop nor a carrier goes to sleep in between, which costs 30 us.
                Flux.range(0, GUESTS)
                        .flatMap(_ -> host.spawn(loop, Launch.of(COUNT / GUESTS)).exit().doOnNext(Bench::check), GUESTS)
                        .blockLast(Bench.LIMIT);
                Bench.line("suspend and resume, from an event loop", "%.2f us, round %d of %d",
                        Bench.micros(start) / COUNT, round, ROUNDS);
            }
        }
    }
}
