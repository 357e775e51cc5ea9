package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitErrorException;

/** The variant {@code wasi:http/types.header-error}. */
sealed interface HeaderError {

    record InvalidSyntax() implements HeaderError {}

    record Forbidden() implements HeaderError {}

    record Immutable() implements HeaderError {}

    /** What a function throws to answer with this. */
    default WitErrorException failure() {
        return new WitErrorException(this);
    }
}
