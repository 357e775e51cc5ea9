package dev.wippy.wasi.http;

import java.util.List;
import java.util.OptionalLong;

/** How long headers say that a body is. */
final class ContentLength {
    private ContentLength() {}

    /** Empty if they don't say, or say nothing that can be read: then it is sent as it is, and the other side judges. */
    static OptionalLong of(List<Fields.Field> headers) {
        List<String> values = headers.stream()
                .filter(field -> field.is("content-length"))
                .map(Fields.Field::text)
                .distinct()
                .toList();
        return values.size() == 1 && values.getFirst().matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(values.getFirst()))
                : OptionalLong.empty();
    }

    /** Whether they say something that can't be a length. */
    static boolean isWrong(List<Fields.Field> headers) {
        return headers.stream().anyMatch(field -> field.is("content-length")) && of(headers).isEmpty();
    }
}
