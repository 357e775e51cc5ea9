package dev.wippy.component.link;

/** Told of each core module that is ready; by several threads, but by one at a time. */
@FunctionalInterface
public interface ModuleProgress {
    /**
     * A core module is ready.
     *
     * @param module its position among the component's
     * @param bytes the size of all that are ready
     * @param allBytes the size of all that there are
     */
    void compiled(int module, long bytes, long allBytes);
}
