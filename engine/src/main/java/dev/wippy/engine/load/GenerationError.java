package dev.wippy.engine.load;

/**
 * A class of a module could not be made: a bug of ours, or memory is out. It is no {@link LinkageError}, because the JVM
 * would keep that for good, and for all instances; of this it asks again.
 */
final class GenerationError extends Error {
    private static final long serialVersionUID = 1L;

    GenerationError(Throwable cause) {
        super("code of a module could not be generated: " + cause, cause);
    }
}
