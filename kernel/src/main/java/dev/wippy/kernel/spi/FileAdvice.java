package dev.wippy.kernel.spi;

/** How a part of a file will be used, as in {@code posix_fadvise}. */
public enum FileAdvice {
    NORMAL, SEQUENTIAL, RANDOM, WILL_NEED, DONT_NEED, NO_REUSE
}
