package dev.wippy.kernel;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The interface {@code test:naps/nap}: waits, marks and things that count. */
final class TestNaps implements ImportModule {
    final AtomicInteger marks = new AtomicInteger();
    final AtomicInteger made = new AtomicInteger();
    final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());

    /** Called by each {@code make}, before it gives what it made. */
    volatile Consumer<ProcessRun> whileMaking = _ -> {};

    /** Called by each {@code mark}. */
    volatile Consumer<ProcessRun> whileMarking = _ -> {};

    /** Called by each {@code nap}, before it waits. */
    volatile Consumer<ProcessRun> whileNapping = _ -> {};

    /** Called in each process's Init. */
    volatile Consumer<ProcessRun> whileLinking = _ -> {};

    private final Function<ProcessRun, Mono<Void>> nap;

    /** @param nap what a nap of a process is */
    TestNaps(Function<ProcessRun, Mono<Void>> nap) {
        this.nap = nap;
    }

    /** Is over only after the process is suspended, so that each nap is a step. */
    static Mono<Void> onceItWaits(ProcessRun run) {
        return Mono.create(sink -> Thread.startVirtualThread(() -> {
            while (run.waitingFor().isEmpty() && !run.state().isEnding()) {
                Thread.yield();
            }
            sink.success();
        }));
    }

    @Override
    public String name() {
        return "test:naps";
    }

    @Override
    public List<String> interfaces() {
        return List.of("test:naps/nap");
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        whileLinking.accept((ProcessRun) process);
        imports.bind("test:naps/nap", new Nap((ProcessRun) process, this));
    }

    /** The interface. */
    public record Nap(ProcessRun process, TestNaps naps) {
        @WitFunction("nap")
        public Mono<Void> nap() {
            naps.whileNapping.accept(process);
            return naps.nap.apply(process);
        }

        @WitFunction("mark")
        public void mark() {
            naps.marks.incrementAndGet();
            naps.whileMarking.accept(process);
        }

        @WitFunction("make")
        public Thing make() {
            var thing = new Thing(naps.made.incrementAndGet(), naps);
            naps.whileMaking.accept(process);
            return thing;
        }
    }

    /** A resource of the host's. */
    @WitResource("thing")
    public static final class Thing implements AutoCloseable {
        private final int number;
        private final TestNaps naps;

        Thing(int number, TestNaps naps) {
            this.number = number;
            this.naps = naps;
        }

        @Override
        public void close() {
            naps.closed.add(number);
        }
    }
}
