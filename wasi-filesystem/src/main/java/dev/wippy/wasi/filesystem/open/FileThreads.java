package dev.wippy.wasi.filesystem.open;

import dev.wippy.kernel.spi.FileSystem;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.WeakHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that file systems are called on: a bounded number for all processes, of which one file system may hold no
 * more than a quota, so that one that hangs does not stop the others. Threads end when they have nothing to do.
 */
public final class FileThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileThreads.class);

    /** Threads of all file systems together, unless said otherwise. */
    public static final int DEFAULT_MAX = 32;

    /** Threads of one file system, unless said otherwise. */
    public static final int DEFAULT_QUOTA = 8;

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;
    private final int quota;
    private final Map<FileSystem, Lane> lanes = new WeakHashMap<>();

    /**
     * Starts no thread yet.
     *
     * @param max threads of all file systems together
     * @param quota threads of one file system
     */
    public FileThreads(int max, int quota) {
        this.quota = quota;
        this.pool = new ThreadPoolExecutor(
                max,
                max,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("wippy-files-", 0).daemon().factory(),
                // After the end, what is still to be closed is closed by whoever asks for it.
                (call, _) -> call.run());
        pool.allowCoreThreadTimeOut(true);
    }

    /** The lane of a file system; all processes that have it mounted share it. */
    public Lane lane(FileSystem files) {
        synchronized (lanes) {
            return lanes.computeIfAbsent(files, _ -> new Lane());
        }
    }

    /** Runs what waits, and takes no more; a call that hangs is left to its thread, which keeps no program alive. */
    @Override
    public void close() {
        pool.shutdown();
    }

    /** The calls of one file system: begun in the order they came in, at most the quota at once. */
    public final class Lane {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;

        /** Never blocks. */
        public void submit(Runnable call) {
            synchronized (this) {
                waiting.add(call);
                if (running == quota) {
                    return;
                }
                running++;
            }
            pool.execute(this::runOne);
        }

        /** One call a turn, so that a busy file system queues behind the others again. */
        private void runOne() {
            Runnable call;
            synchronized (this) {
                call = waiting.poll();
            }
            try {
                if (call != null) {
                    call.run();
                }
            } catch (RuntimeException | Error fault) {
                // A call tells its failure to whoever asked for it; this is a fault of ours.
                LOG.error("a call of a file system failed", fault);
            } finally {
                boolean more;
                synchronized (this) {
                    more = !waiting.isEmpty();
                    if (!more) {
                        running--;
                    }
                }
                if (more) {
                    pool.execute(this::runOne);
                }
            }
        }
    }
}
