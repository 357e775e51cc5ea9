package dev.wippy.registry;

import java.util.Optional;

/**
 * An entry that has a hash, and how it compares with its binary.
 *
 * @param entry the entry
 * @param state how they compare
 * @param declared what the entry says, if it says something
 * @param actual the hash of the binary, if that can be read
 * @param message what is in the way, as a problem with its place; empty if nothing is
 */
public record EntryHash(
        Entry entry, State state, Optional<String> declared, Optional<String> actual, String message) {

    /** How a declared hash compares with its binary. */
    public enum State {
        /** They are the same. */
        CURRENT,
        /** The entry has none, or another. */
        OUTDATED,
        /** The entry had none, or another, and now has the binary's. */
        WRITTEN,
        /** The binary can't be found. */
        NO_BINARY,
        /** The file can't be changed. */
        NOT_WRITABLE
    }

    EntryHash as(State state, String message) {
        return new EntryHash(entry, state, declared, actual, message);
    }
}
