package dev.wippy.kernel;

/**
 * What a process waits for.
 *
 * @param name what it is, such as {@code wasi:io/poll.poll}
 * @param detail which one, for people, such as {@code 2 pollables}; may be empty
 */
public record Operation(String name, String detail) {

    /** An operation that needs no detail. */
    public static Operation of(String name) {
        return new Operation(name, "");
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? name : name + " (" + detail + ")";
    }
}
