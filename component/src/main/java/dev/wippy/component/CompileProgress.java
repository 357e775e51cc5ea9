package dev.wippy.component;

/**
 * Told how far the compiling of a component is; by several threads, but by one at a time. What it throws ends the
 * compiling and is thrown by it.
 */
@FunctionalInterface
public interface CompileProgress {
    /** Tells nobody. */
    CompileProgress NONE = (_, _, _) -> {};

    /**
     * A core module is ready. At the last one, {@code bytes} is {@code allBytes}.
     *
     * @param module the position of the module among {@link Component#coreModules()}
     * @param bytes the size of all that are ready
     * @param allBytes the size of all that there are
     */
    void compiled(int module, long bytes, long allBytes);
}
