package dev.wippy.engine;

/** What a core module imports and exports; each belongs to an instance, or to the host. */
public interface CoreExtern {

    /** The type that it has now. */
    CoreExternType type();
}
