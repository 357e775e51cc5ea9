package dev.wippy.kernel.spi;

import dev.wippy.kernel.Template;
import java.util.Set;

/**
 * What entries of some kinds run as: an entry's data in, a template of processes out. Found with
 * {@link java.util.ServiceLoader}; one object serves all entries.
 */
public interface ProcessKind {

    /** The kinds that this one serves, such as {@code process.wasm}. */
    Set<String> kinds();

    /** Reads and checks an entry's data. Touches nothing: no file, no network, no thread. */
    Plan plan(Fields fields);

    /** An entry that was read. */
    @FunctionalInterface
    interface Plan {
        /**
         * Makes the template, once, on a thread that may block: reads, checks and compiles what it runs.
         *
         * @throws EntryException if it can't be made
         */
        Template template(Entries entries);
    }
}
