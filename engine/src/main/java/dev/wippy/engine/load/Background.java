package dev.wippy.engine.load;

import dev.wippy.engine.cache.ClassCache;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an engine does on the side, on a thread of its own: writes what was generated, soon after it was, so that an exit
 * finds little to write; watches the JVM's cache of machine code, and generates for the disk what nobody has asked for
 * yet. The latter two begin some seconds after the first module, so that a short command does without, and leave most of
 * the time to guests. It ends with the engine, closed or dropped.
 */
final class Background {
    /** Bytes that wait to be written at most, about; each write makes a file. */
    private static final long WAITING = 4 << 20;
    /** What is made waits at most this long, about, while there is something to complete. */
    private static final Duration WRITING = Duration.ofSeconds(2);
    private static final long STACK = 16L << 20;
    /** For each millisecond of generating, three for others. */
    private static final int PAUSES = 3;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final @Nullable ClassCache cache;
    private final LoadedModules modules;
    private final GeneratorThreads threads;
    private final MachineCode machineCode;
    private final WeakReference<Object> engine;
    private final Duration delay;
    private final Duration soon;
    private final Consumer<String> failed;
    private boolean completing;
    private @Nullable ExitHook hook;
    private boolean begun;
    private boolean closed;
    /** Whether there is something to write. */
    private boolean changed;

    /**
     * @param engine it ends when this is dropped
     * @param delay when it begins to complete, after the first module
     * @param soon how long what was made waits to be written, with what comes meanwhile
     * @param completing whether it generates what nobody has asked for
     * @param failed told why it no longer does
     */
    Background(@Nullable ClassCache cache, LoadedModules modules, GeneratorThreads threads, MachineCode machineCode,
            Object engine, Duration delay, Duration soon, boolean completing, Consumer<String> failed) {
        this.cache = cache;
        this.modules = modules;
        this.threads = threads;
        this.machineCode = machineCode;
        this.engine = new WeakReference<>(engine);
        this.delay = delay;
        this.soon = soon;
        this.completing = completing;
        this.failed = failed;
    }

    /** There is a module. */
    synchronized void begin() {
        if (!begun && !closed) {
            begun = true;
            if (cache != null) {
                hook = ExitHook.add(cache);
                cache.onChange(this::changed);
            }
            Thread thread = new Thread(null, this::run, "wippy-generate-later", STACK, false);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    private void run() {
        for (Duration next = delay; writeFor(next); next = PERIOD) {
            machineCode.check();
            if (completing && cache != null) {
                tryToComplete();
                write();
                cache.sweep();
            }
        }
        close();
    }

    /** Writes what is made in this time, soon after it is; false if the engine is gone. */
    private boolean writeFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (!awaitChange(left) || !pause(Math.min(left, soon.toNanos()))) {
                return false;
            }
            write();
        }
        return pause(0);
    }

    /** Waits until there is something to write, or the time is over; false if the engine is gone. */
    private synchronized boolean awaitChange(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !changed && !closed; left = end - System.nanoTime()) {
            waitFor(left);
        }
        return isGoing();
    }

    /** There is something to write. */
    private synchronized void changed() {
        if (!changed) {
            changed = true;
            notifyAll();
        }
    }

    private void write() {
        if (cache != null) {
            synchronized (this) {
                // First: what comes while this is written is written the next time.
                changed = false;
            }
            cache.write();
        }
    }

    private void tryToComplete() {
        try {
            complete();
        } catch (RuntimeException | Error e) {
            // A guest that needs the class will be told; this thread has other things to do.
            completing = false;
            failed.accept("code that nothing has called is not generated: " + e);
        }
    }

    private void complete() {
        for (WeakReference<GeneratedModule> module : modules.all()) {
            for (int variant = 0; variant < variants(module); variant++) {
                complete(module, variant);
            }
        }
    }

    /** Holds the module for one class at a time: it may be dropped in between. */
    private void complete(WeakReference<GeneratedModule> module, int variant) {
        List<String> names = classes(module, variant).map(ModuleClasses::missing).orElse(List.of());
        long waiting = 0;
        long written = System.nanoTime();
        for (String name : names) {
            long began = System.nanoTime();
            waiting += classes(module, variant).map(classes -> classes.makeForLater(name)).orElse(0L);
            if (waiting > WAITING || System.nanoTime() - written > WRITING.toNanos()) {
                write();
                waiting = 0;
                written = System.nanoTime();
            }
            if (!yieldToGuests(System.nanoTime() - began) || module.refersTo(null)) {
                return;
            }
        }
        if (!names.isEmpty()) {
            write();
            classes(module, variant).ifPresent(ModuleClasses::complete);
        }
    }

    private static int variants(WeakReference<GeneratedModule> reference) {
        GeneratedModule module = reference.get();
        return module == null ? 0 : module.classes().size();
    }

    private static Optional<ModuleClasses> classes(WeakReference<GeneratedModule> reference, int variant) {
        return Optional.ofNullable(reference.get()).map(module -> module.classes().get(variant));
    }

    private boolean yieldToGuests(long took) {
        do {
            if (!pause(Math.max(took * PAUSES, PAUSE_NANOS))) {
                return false;
            }
        } while (threads.isBusy());
        return true;
    }

    /** Waits; false if the engine is gone. */
    private synchronized boolean pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
            waitFor(left);
        }
        return isGoing();
    }

    private synchronized void waitFor(long nanos) {
        try {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException _) {
            // Nobody has a reason to interrupt this thread but to end it.
            closed = true;
        }
    }

    private synchronized boolean isGoing() {
        return !closed && !engine.refersTo(null);
    }

    /** Writes what is not written yet; nothing is kept any more. */
    void close() {
        ExitHook added;
        synchronized (this) {
            closed = true;
            notifyAll();
            added = hook;
            hook = null;
        }
        if (cache != null) {
            cache.close();
        }
        if (added != null) {
            added.remove();
        }
    }
}
