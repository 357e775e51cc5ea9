package dev.wippy.engine.load;

import dev.wippy.engine.cache.ClassCache;

/** Writes what is in a cache when the JVM ends before the engine is closed. */
final class ExitHook {
    private final Thread thread;

    private ExitHook(Thread thread) {
        this.thread = thread;
    }

    static ExitHook add(ClassCache cache) {
        ExitHook hook = new ExitHook(new Thread(cache::closeAtExit, "wippy-keep-code"));
        try {
            Runtime.getRuntime().addShutdownHook(hook.thread);
        } catch (IllegalStateException _) {
            // The JVM ends already: what is generated from now on is not kept.
            return hook;
        }
        return hook;
    }

    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException _) {
            // The JVM ends: the hook runs, and finds nothing to write.
            return;
        }
    }
}
