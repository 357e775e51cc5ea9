package dev.wippy.engine.read;

/** A feature of WebAssembly that modules may use, but that our own generator leaves to another engine. */
public enum Feature {
    /** Structures, arrays, i31 references, subtypes, and casts between them. */
    GARBAGE_COLLECTION("garbage collection"),
    /** Atomic instructions and shared memories. */
    THREADS("threads");

    private final String text;

    Feature(String text) {
        this.text = text;
    }

    /** The feature in words, as in the names of the proposals. */
    public String text() {
        return text;
    }
}
