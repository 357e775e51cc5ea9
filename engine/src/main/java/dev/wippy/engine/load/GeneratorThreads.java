package dev.wippy.engine.load;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that validate and generate: platform threads with stacks of their own, so that a guest near the end of
 * its stack gets its class all the same, and few, so that they leave room for guests. They end when there is nothing to
 * do. A task never waits for another.
 */
final class GeneratorThreads implements Executor {
    private static final long STACK = 16L << 20;

    private final ThreadPoolExecutor pool;
    private final int count = Math.max(1, Runtime.getRuntime().availableProcessors());

    GeneratorThreads() {
        pool = new ThreadPoolExecutor(count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(null, task, "wippy-generate", STACK, false);
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** How many there are at most. */
    int count() {
        return count;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Whether a thread has something to do. */
    boolean isBusy() {
        return pool.getActiveCount() > 0;
    }

    /**
     * Gives a task to the threads.
     *
     * @throws GenerationError if there is no room for a thread; whoever waits for the task hears of it too
     */
    void start(FutureTask<?> task) {
        boolean started = false;
        try {
            pool.execute(task);
            started = true;
        } catch (OutOfMemoryError e) {
            throw new GenerationError(e);
        } finally {
            if (!started) {
                task.cancel(false);
            }
        }
    }

    /**
     * Runs a task on one of the threads and waits for it.
     *
     * @throws GenerationError if it fails
     */
    <T> T await(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        start(future);
        return await(future);
    }

    /**
     * Waits for a task, whatever interrupts: the interrupt is kept for later.
     *
     * @throws GenerationError if it fails
     */
    static <T> T await(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new GenerationError(e.getCause() == null ? e : e.getCause());
                } catch (CancellationException e) {
                    throw new GenerationError(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
