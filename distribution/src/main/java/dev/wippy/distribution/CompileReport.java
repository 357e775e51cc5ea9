package dev.wippy.distribution;

import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CompileStatistics;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * Says what is compiled: with {@code -v} one line for each module and one of totals, without it one that comes and goes
 * on a terminal while compiling takes long. Safe for use by many threads.
 */
final class CompileReport implements CompileListener, AutoCloseable {
    private static final long PATIENCE_MILLIS = 500;
    private static final long PERIOD_MILLIS = 100;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Output error;
    private final boolean verbose;
    private final boolean progress;
    private final Object lock = new Object();
    private @Nullable Timer timer;
    private int compiling;
    private long bytes;
    private boolean shown;

    CompileReport(Console console, boolean verbose) {
        this.error = console.error();
        this.verbose = verbose;
        this.progress = !verbose && console.shell().terminals().error();
    }

    @Override
    public void compiling(String digest, int size) {
        if (!progress) {
            return;
        }
        synchronized (lock) {
            bytes += size;
            if (compiling++ == 0) {
                long start = System.nanoTime();
                timer = new Timer("wippy shows progress", true);
                timer.schedule(
                        new TimerTask() {
                            @Override
                            public void run() {
                                tick(start);
                            }
                        },
                        PATIENCE_MILLIS,
                        PERIOD_MILLIS);
            }
        }
    }

    private void tick(long start) {
        synchronized (lock) {
            if (compiling > 0) {
                shown = true;
                double seconds = (System.nanoTime() - start) / 1e9;
                print(String.format(Locale.ROOT, "%scompiling %s: %.1f s", CLEAR_LINE, Figures.bytes(bytes), seconds));
            }
        }
    }

    @Override
    public void compiled(Compiled event) {
        if (event.source() == Source.COMPILED) {
            compilingEnded();
        }
        if (verbose) {
            String where =
                    switch (event.source()) {
                        case COMPILED -> "compiled in " + event.took().toMillis() + " ms";
                        case DISK -> "from disk in " + event.took().toMillis() + " ms";
                        case MEMORY -> "from memory";
                    };
            String interpreted = event.interpreted() == 0
                    ? ""
                    : ", " + event.interpreted() + (event.interpreted() == 1 ? " function" : " functions")
                            + " too large for the JVM and interpreted";
            error.println("wippy: module " + event.digest().substring(0, 12) + " (" + Figures.bytes(event.size())
                    + "): " + where
                    + interpreted);
        }
    }

    @Override
    public void cacheUnusable(String reason) {
        if (verbose) {
            error.println("wippy: the compile cache is not used: " + OneLine.of(reason));
        }
    }

    @Override
    public void codeCacheFilling(long used, long most) {
        error.println("wippy: warning: the JVM's cache of machine code has " + Figures.bytes(used) + " of " + Figures
                .bytes(most)
                + "; when it is full, all becomes slow: set -XX:ReservedCodeCacheSize in WIPPY_JAVA_OPTS");
    }

    /** Says what was compiled in all. */
    void totals(CompileStatistics statistics) {
        if (verbose) {
            error.println("wippy: classes: " + statistics.classes().made() + " made, " + statistics.classes().loaded()
                    + " loaded, " + statistics.classes().left() + " left");
            error.println("wippy: modules: " + statistics.compiled() + " compiled, " + statistics.diskHits()
                    + " from disk, " + statistics.memoryHits() + " from memory");
        }
    }

    private void compilingEnded() {
        synchronized (lock) {
            if (compiling > 0 && --compiling == 0) {
                endProgress();
            }
        }
    }

    private void endProgress() {
        bytes = 0;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (shown) {
            shown = false;
            print(CLEAR_LINE);
        }
    }

    private void print(String text) {
        error.print(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Takes the progress off the terminal, also after a compilation that failed. */
    @Override
    public void close() {
        synchronized (lock) {
            compiling = 0;
            endProgress();
        }
    }
}
