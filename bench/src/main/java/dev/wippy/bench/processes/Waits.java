package dev.wippy.bench.processes;

import dev.wippy.engine.CoreExternType;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** What {@code waits.wasm} calls: a wait that a thread of an event loop ends, and one that another guest ends. */
final class Waits implements ImportModule {
    static final String NAME = "bench:waits";

    private final ExecutorService loop = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("event-loop").factory());
    /** Of the guest that waits for the other one. */
    private final AtomicReference<@Nullable MonoSink<Void>> other = new AtomicReference<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> interfaces() {
        return List.of(NAME);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        Operation operation = Operation.of("turn");
        Mono<Void> fromLoop = Mono.create(sink -> loop.execute(sink::success));
        Mono<Void> fromOther = Mono.create(sink -> {
            MonoSink<Void> waiting = other.getAndSet(sink);
            if (waiting != null) {
                waiting.success();
            }
        });
        imports.bindCore(NAME, Map.of("from-loop", function(process, fromLoop, operation), "from-other",
                function(process, fromOther, operation)));
    }

    /** Ends the wait of the guest that is left over when the other has ended. */
    void finish() {
        MonoSink<Void> waiting = other.getAndSet(null);
        if (waiting != null) {
            waiting.success();
        }
    }

    private static CoreHostFunction function(ProcessContext process, Mono<Void> wait, Operation operation) {
        return new CoreHostFunction(new CoreExternType.Function(List.of(), List.of()), (_, _) -> {
            process.await(wait, operation);
            return new long[]{};
        });
    }

    @Override
    public void close() {
        loop.shutdown();
    }
}
