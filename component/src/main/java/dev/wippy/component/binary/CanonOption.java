package dev.wippy.component.binary;

/** A canonical option (Binary.md, {@code canonopt}). */
public sealed interface CanonOption {

    /** How strings are encoded in the memory. */
    enum Encoding implements CanonOption {
        UTF8,
        UTF16,
        LATIN1_UTF16
    }

    /** The memory that values lie in. */
    record Memory(int index) implements CanonOption {}

    /** The core function that allocates. */
    record Realloc(int function) implements CanonOption {}

    /** The core function called when the results are read. */
    record PostReturn(int function) implements CanonOption {}

    /** Lifts or lowers with the async ABI (0.3). */
    record Async() implements CanonOption {}

    /** The core function called with events (0.3). */
    record Callback(int function) implements CanonOption {}
}
