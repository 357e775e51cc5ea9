package dev.wippy.engine;

import java.util.List;
import java.util.Optional;

/** An instance of a core module; entered by one thread at a time. */
public interface CoreInstance {

    /**
     * The exports, in the order of {@link CoreModule#exports()}; the same objects at each call. What is never asked for
     * need not exist: take those that are needed, by their position.
     */
    List<CoreExtern> exports();

    /** The export of that name, if there is one. */
    Optional<CoreExtern> export(String name);
}
