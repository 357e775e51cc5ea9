package dev.wippy.component.link;

import dev.wippy.component.binary.Slice;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the core modules of one component side by side, on a few platform threads that end with it: what a guest's
 * virtual thread compiled would hold a carrier. The largest come first, so that none of them is begun last.
 */
final class ModuleCompiler {
    private static final long STACK = 16L << 20;

    private final Engine engine;
    private final List<Slice> modules;
    private final ModuleProgress progress;
    private final int[] order;
    private final AtomicInteger next = new AtomicInteger();
    private final @Nullable CoreModule[] compiled;
    private final @Nullable Throwable[] failures;
    /** The first module, in the order of the binary, that failed: those behind it are of no use. */
    private final AtomicInteger failed = new AtomicInteger(Integer.MAX_VALUE);
    private final long allBytes;
    private long bytes;

    private ModuleCompiler(Engine engine, List<Slice> modules, ModuleProgress progress) {
        this.engine = engine;
        this.modules = modules;
        this.progress = progress;
        order = IntStream.range(0, modules.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> modules.get(i).length()).reversed())
                .mapToInt(i -> i)
                .toArray();
        compiled = new @Nullable CoreModule[order.length];
        failures = new @Nullable Throwable[order.length];
        allBytes = modules.stream().mapToLong(Slice::length).sum();
    }

    /** The compiled modules, by the identity of their bytes; what is thrown is what the first that fails threw. */
    static Map<Slice, CoreModule> compile(Engine engine, List<Slice> modules, ModuleProgress progress) {
        return new ModuleCompiler(engine, modules, progress).compile();
    }

    private Map<Slice, CoreModule> compile() {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), order.length);
        if (threads < 2) {
            work();
        } else {
            await(IntStream.range(0, threads).mapToObj(_ -> start()).toList());
        }
        Map<Slice, CoreModule> result = new IdentityHashMap<>();
        for (int i = 0; i < compiled.length; i++) {
            CoreModule module = compiled[i];
            if (module == null) {
                throw failure(i);
            }
            result.put(modules.get(i), module);
        }
        return result;
    }

    private Thread start() {
        Thread thread = new Thread(null, this::work, "wippy-compile", STACK, false);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Whatever interrupts: modules that others may wait for are made whole. The interrupt is kept for later. */
    private static void await(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread each : threads) {
            while (true) {
                try {
                    each.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        for (int turn = next.getAndIncrement(); turn < order.length; turn = next.getAndIncrement()) {
            int index = order[turn];
            if (index > failed.get()) {
                continue;
            }
            try {
                CoreModule module = engine.compile(modules.get(index).copy());
                report(index);
                compiled[index] = module;
            } catch (Throwable thrown) {
                failures[index] = thrown;
                failed.accumulateAndGet(index, Math::min);
            }
        }
    }

    private synchronized void report(int index) {
        bytes += modules.get(index).length();
        progress.compiled(index, bytes, allBytes);
    }

    private RuntimeException failure(int index) {
        return switch (failures[index]) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("core module " + index + " was not compiled",
                    failures[index]);
        };
    }
}
