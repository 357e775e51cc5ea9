package dev.wippy.engine.chicory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that compile: few, so that they leave room for guests, and with stacks for what functions with many
 * handlers and deep nesting need. They end when there is nothing to do.
 */
final class CompileThreads {

    private static final long STACK = 16L << 20;

    private final ThreadPoolExecutor pool;

    CompileThreads() {
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        pool = new ThreadPoolExecutor(most, most, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(null, task, "wippy-compile", STACK, false);
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Runs a task on one of the threads; what it returns or throws completes the result. */
    <T> void run(Supplier<T> task, CompletableFuture<T> result) {
        try {
            pool.execute(() -> {
                try {
                    result.complete(task.get());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new IllegalStateException("the engine is closed", e));
        }
    }

    void close() {
        pool.shutdown();
    }
}
