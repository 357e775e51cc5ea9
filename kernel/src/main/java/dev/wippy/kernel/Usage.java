package dev.wippy.kernel;

/**
 * What the processes of a kernel take.
 *
 * @param processes how many there are
 * @param permits how many of them run
 * @param memory bytes that they have of the memory for all of them
 */
public record Usage(int processes, int permits, long memory) {

    /** Of a kernel without processes. */
    public static final Usage NONE = new Usage(0, 0, 0);
}
