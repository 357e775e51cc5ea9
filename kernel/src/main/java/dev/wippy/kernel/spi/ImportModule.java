package dev.wippy.kernel.spi;

import java.util.List;

/**
 * Host imports under one name, which an entry lists in its {@code imports:}. Found with {@link java.util.ServiceLoader},
 * or given to the kernel's builder; one object serves all processes, and is closed with the kernel.
 */
public interface ImportModule extends AutoCloseable {

    /** What an entry writes to get it, such as {@code wasi:io}. */
    String name();

    /** Other spellings of the name. */
    default List<String> aliases() {
        return List.of();
    }

    /** The names of modules that an entry gets along with this one. */
    default List<String> brings() {
        return List.of();
    }

    /** The interfaces that it offers, with their versions, such as {@code wasi:io/poll@0.2.12}. */
    List<String> interfaces();

    /** Whether a process that gets this module receives events, so that it may honour a CANCEL in its own time. */
    default boolean receivesEvents() {
        return false;
    }

    /** Binds its interfaces for a process that starts; called on the process's thread, during Init. */
    void link(Imports imports, ProcessContext process);

    /** Binds what even an entry that does not list this module gets. It must grant nothing. */
    default void linkUndeclared(Imports imports, ProcessContext process) {}

    /** Frees what the module holds. */
    @Override
    default void close() {}
}
