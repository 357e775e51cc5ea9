package dev.wippy.kernel.spi;

import java.util.Set;

/**
 * What entries of some kinds are: an entry's data in, something that is started and closed out. Found with
 * {@link java.util.ServiceLoader}; one object serves all entries.
 */
public interface EntryKind {

    /** The kinds that this one serves, such as {@code fs.directory}. */
    Set<String> kinds();

    /** Reads and checks an entry's data. Touches nothing: no file, no network, no thread. */
    Plan plan(Fields fields);

    /** An entry that was read. */
    @FunctionalInterface
    interface Plan {
        /**
         * Makes what the entry stands for, once, on a thread that may block. If that is {@link AutoCloseable}, it is
         * closed with the app, after all that depends on it.
         *
         * @throws EntryException if it can't be made
         */
        Object start(Entries entries);
    }
}
