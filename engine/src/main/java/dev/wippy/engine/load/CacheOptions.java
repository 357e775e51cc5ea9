package dev.wippy.engine.load;

import dev.wippy.engine.cache.CodeFolder;
import java.time.Duration;

/**
 * How generated classes are kept on disk.
 *
 * @param folder where
 * @param most the bytes that the folder takes, about
 * @param completing whether what nobody has asked for is generated too, on the side
 * @param delay when a thread on the side begins to complete, after the first module
 * @param soon how long what was made waits to be written by that thread, with what comes meanwhile
 */
public record CacheOptions(CodeFolder folder, long most, boolean completing, Duration delay, Duration soon) {
    /** What the folder takes when nothing else is said. */
    public static final long DEFAULT_MOST = 1L << 30;
    /** When the thread on the side begins: a command is over by then, or takes long in any case. */
    public static final Duration DEFAULT_DELAY = Duration.ofSeconds(5);
    /** Long enough for some megabytes in one file, short enough for little to be left when the program ends. */
    public static final Duration DEFAULT_SOON = Duration.ofMillis(250);
}
