package dev.wippy.engine;

/**
 * What an engine did for the modules that it was asked for.
 *
 * @param compiled modules that were compiled: those whose code is made as it is first run, whether or not it was
 * @param diskHits modules that were found in the cache on disk
 * @param memoryHits modules that were already in memory
 * @param classes the classes of modules whose code is made as it is first run
 */
public record CompileStatistics(long compiled, long diskHits, long memoryHits, Classes classes) {

    /** Statistics without classes. */
    public CompileStatistics(long compiled, long diskHits, long memoryHits) {
        this(compiled, diskHits, memoryHits, new Classes(0, 0, 0));
    }

    /**
     * Classes, each of which has the code of some functions, or ties functions together.
     *
     * @param made those that were generated because a guest needed them
     * @param loaded those that a guest needed and that the cache on disk had
     * @param left those with code of functions that no guest has needed yet
     */
    public record Classes(long made, long loaded, long left) {}
}
