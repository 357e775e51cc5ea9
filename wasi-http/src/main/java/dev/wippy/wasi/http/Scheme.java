package dev.wippy.wasi.http;

/** The variant {@code wasi:http/types.scheme}. */
sealed interface Scheme {

    record Http() implements Scheme {}

    record Https() implements Scheme {}

    /** @param name as it stands in a URI */
    record Other(String name) implements Scheme {}
}
