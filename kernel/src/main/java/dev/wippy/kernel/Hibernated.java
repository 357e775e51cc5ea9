package dev.wippy.kernel;

/**
 * What the memories of a kernel's parked processes take, at one moment.
 *
 * @param parked processes that wait and whose memories are whole, since they have not waited for long
 * @param asleep processes that wait and have been hibernated
 * @param bytes what the memories of those asleep keep
 * @param spared what others have meanwhile of the memory for all processes, and those asleep take again when they wake
 */
public record Hibernated(int parked, int asleep, long bytes, long spared) {}
