package dev.wippy.kernel;

/** What a process does at one moment. */
public enum ProcessState {
    /** It could go on, or begin, and waits for its turn on its host. */
    QUEUED,
    /** Its own code computes. */
    RUNNING,
    /** It called a function of the host, which computes, or blocks a thread. */
    IN_HOST,
    /** It waits, and holds no thread. */
    WAITING,
    /** Its code is over, and what it had is being freed. */
    CLOSING
}
