package dev.wippy.kernel.spi;

import dev.wippy.kernel.Kernel;
import java.nio.file.Path;
import java.util.Optional;

/** The app that an entry is part of, as it sees it while it starts and runs. Safe for use by many threads. */
public interface Entries {

    /** The kernel that the app runs on. */
    Kernel kernel();

    /** The folder that holds the app. */
    Path root();

    /**
     * What another entry started as, which is started first if it was not yet.
     *
     * @param id of a declared entry
     * @param type what it is expected to be, such as {@link FileSystem}
     * @throws dev.wippy.kernel.KernelException of kind NotFound if there is no such entry, of kind Invalid if it is
     *     something else
     */
    <T> T get(String id, Class<T> type);

    /** The same for an entry that may be missing. */
    <T> Optional<T> find(String id, Class<T> type);

    /**
     * Resolves {@code ${env:NAME}} and {@code ${env:NAME|default}} in a text, and {@code $${} to <code>${</code>.
     *
     * @throws dev.wippy.kernel.KernelException of kind NotFound if a variable has neither value nor default
     */
    String expand(String text);
}
