package dev.wippy.engine;

import java.time.Duration;

/** Told of each module that an engine compiles or finds; called on the compiling thread, and quick. */
public interface CompileListener {

    /** Does nothing. */
    CompileListener NONE = new CompileListener() {};

    /** Where the code of a module came from. */
    enum Source {
        /** Generated now. */
        COMPILED,
        /** Read from the cache on disk. */
        DISK,
        /** Already in memory. */
        MEMORY
    }

    /**
     * A module was asked for and is ready.
     *
     * @param digest sha256 of the module, in lower-case hex
     * @param size the module's size in bytes
     * @param source where its code came from
     * @param took the time that this took
     * @param interpreted how many of its functions are interpreted, because they are too large for a JVM method
     */
    record Compiled(String digest, int size, Source source, Duration took, int interpreted) {}

    /** A module is about to be compiled: the start of what may take seconds. */
    default void compiling(String digest, int size) {}

    /** A module is ready. */
    default void compiled(Compiled event) {}

    /** The cache on disk can't be used, or one of its files can't; the run goes on without. */
    default void cacheUnusable(String reason) {}

    /**
     * The JVM's cache of machine code is full to four fifths: soon it will compile nothing more, and all code becomes slow.
     * Told once, on a thread of the engine's.
     *
     * @param used the bytes that are taken
     * @param most the bytes there are: the JVM's option {@code -XX:ReservedCodeCacheSize}
     */
    default void codeCacheFilling(long used, long most) {}
}
