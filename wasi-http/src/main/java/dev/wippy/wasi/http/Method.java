package dev.wippy.wasi.http;

/** The variant {@code wasi:http/types.method}. */
sealed interface Method {
    Method GET = new Get();

    record Get() implements Method {}

    record Head() implements Method {}

    record Post() implements Method {}

    record Put() implements Method {}

    record Delete() implements Method {}

    record Connect() implements Method {}

    record Options() implements Method {}

    record Trace() implements Method {}

    record Patch() implements Method {}

    /** @param name as it is sent */
    record Other(String name) implements Method {}

    /** As it is sent. */
    default String text() {
        return this instanceof Other(String name)
                ? name
                : getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }
}
