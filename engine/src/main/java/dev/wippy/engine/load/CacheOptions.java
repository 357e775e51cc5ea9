package dev.wippy.engine.load;

import dev.wippy.engine.cache.CodeFolder;
import java.time.Duration;

/**
 * How generated classes are kept on disk.
 *
 * @param folder where
 * @param most the bytes that the folder takes, about
 * @param completing whether what nobody has asked for is generated too, on the side
 * @param delay when a thread on the side begins to write and to complete, after the first module
 */
public record CacheOptions(CodeFolder folder, long most, boolean completing, Duration delay) {
    /** What the folder takes when nothing else is said. */
    public static final long DEFAULT_MOST = 1L << 30;
    /** When the thread on the side begins: a command is over by then, or takes long in any case. */
    public static final Duration DEFAULT_DELAY = Duration.ofSeconds(5);
}
