package dev.wippy.engine;

/**
 * What an engine did for the modules that it was asked for.
 *
 * @param compiled modules whose code was generated
 * @param diskHits modules whose code came from the cache on disk
 * @param memoryHits modules that were already in memory
 */
public record CompileStatistics(long compiled, long diskHits, long memoryHits) {}
