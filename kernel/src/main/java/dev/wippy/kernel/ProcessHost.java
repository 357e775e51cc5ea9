package dev.wippy.kernel;

/** Draft: runs processes, at most a number of them at once. */
public final class ProcessHost implements AutoCloseable {
    static final int STEPS_KEPT = 256;
    public String id() { throw new IllegalStateException(); }
    /** @throws KernelException of kind Unavailable when the host is full or closed */
    public Process spawn(Template template, Launch launch) { throw new IllegalStateException(); }
    public java.util.List<Process> processes() { throw new IllegalStateException(); }
    /** Terminates what still runs, and waits for nothing. */
    @Override
    public void close() {}
}
