package dev.wippy.distribution;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is printed for a method's result (SPEC section 8). */
final class ResultText {
    private final FunctionType signature;
    private final boolean json;

    /** @param json whether strings and bytes are JSON too */
    ResultText(FunctionType signature, boolean json) {
        this.signature = signature;
        this.json = json;
    }

    /** What is printed for a value whose type nobody knows, such as a script's; nothing for null. */
    static byte[] untyped(@Nullable Object value, boolean json) {
        if (!json && value instanceof byte[] bytes) {
            return bytes;
        }
        String text = value == null ? "" : (!json && value instanceof String ? value : JsonWriter.write(value)) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What an {@code err} result holds, as one line; empty if the result is no {@code err}. */
    Optional<String> error(@Nullable Object value) {
        if (!(signature.result().orElse(null) instanceof ValueType.ResultOf result)) {
            return Optional.empty();
        }
        return Choice.of(value)
                .filter(choice -> choice.name().equals("err"))
                .map(choice -> result.err()
                        .map(type -> OneLine.of(text(type, choice.payload())))
                        .orElse(""));
    }

    /** The bytes for standard output, with the new line that ends a text; none for a method without a result. */
    byte[] output(@Nullable Object value) {
        ValueType type = signature.result().orElse(null);
        Object shown = value;
        if (type instanceof ValueType.ResultOf result) {
            type = result.ok().orElse(null);
            shown = Choice.of(value).map(Choice::payload).orElse(null);
        }
        if (type == null) {
            return new byte[0];
        }
        if (!json && shown instanceof byte[] bytes) {
            return bytes;
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(text(type, shown).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        return out.toByteArray();
    }

    private String text(ValueType type, @Nullable Object value) {
        ValueType inner = type;
        while (inner instanceof ValueType.OptionOf option) {
            inner = option.value();
        }
        return !json && inner == ValueType.Primitive.STRING && value != null
                ? value.toString()
                : JsonWriter.write(type, value);
    }

    /** A case as plain values have it: a map of one key, or a name alone. */
    private record Choice(String name, @Nullable Object payload) {
        static Optional<Choice> of(@Nullable Object value) {
            if (value instanceof Map<?, ?> map && map.size() == 1) {
                Map.Entry<?, ?> only = map.entrySet().iterator().next();
                return Optional.of(new Choice(only.getKey().toString(), only.getValue()));
            }
            return value instanceof String name ? Optional.of(new Choice(name, null)) : Optional.empty();
        }
    }
}
