package dev.wippy.distribution;

import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value as one line of JSON, by its WIT type.
 *
 * <p>Integers are written with all their digits, also where a reader that keeps numbers as doubles would lose some.
 * JSON has no numbers for {@code NaN}, {@code Infinity} and {@code -Infinity}: they are written as strings of these
 * names. A {@code list<u8>} is a list of numbers, so that what is printed can be given as a parameter again.
 */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder();

    private JsonWriter() {}

    /** The JSON text of a value of that type; it ends without a new line. */
    static String write(ValueType type, @Nullable Object value) {
        var writer = new JsonWriter();
        writer.value(type, value);
        return writer.text.toString();
    }

    /** The JSON text of a plain value whose type nobody knows, such as a script's. */
    static String write(@Nullable Object value) {
        var writer = new JsonWriter();
        writer.value(value);
        return writer.text.toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Float number -> primitive(ValueType.Primitive.F32, number);
            case Double number -> primitive(ValueType.Primitive.F64, number);
            case Boolean _,Number _ -> text.append(value);
            case byte[] bytes -> list(ValueType.Primitive.U8, bytes);
            case List<?> items -> {
                text.append('[');
                String separator = "";
                for (Object item : items) {
                    text.append(separator);
                    value(item);
                    separator = ",";
                }
                text.append(']');
            }
            case Map<?, ?> map -> {
                text.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(separator);
                    string(String.valueOf(entry.getKey()));
                    text.append(':');
                    value(entry.getValue());
                    separator = ",";
                }
                text.append('}');
            }
            default -> string(value.toString());
        }
    }

    private void value(ValueType type, @Nullable Object value) {
        if (value == null) {
            text.append("null");
            return;
        }
        switch (type) {
            case ValueType.Primitive primitive -> primitive(primitive, value);
            case ValueType.ListOf(var element) -> list(element, value);
            case ValueType.FixedListOf(var element, _) -> list(element, value);
            case ValueType.MapOf map -> list(map.entry(), value);
            case ValueType.Tuple tuple -> tuple(tuple, (List<?>) value);
            case ValueType.Record fields -> record(fields, (Map<?, ?>) value);
            case ValueType.OptionOf option -> value(option.value(), value);
            case ValueType.Variant variant -> choice(variant.cases(), value);
            case ValueType.ResultOf result ->
                choice(List.of(new ValueType.Case("ok", result.ok()), new ValueType.Case("err", result.err())), value);
            case ValueType.Enum _ -> string(value.toString());
            case ValueType.Flags _ -> array(ValueType.Primitive.STRING, (List<?>) value);
            // A boot refuses what returns these, so that they are never printed but in a message about it.
            case ValueType.Own _,ValueType.Borrow _,ValueType.StreamOf _,ValueType.FutureOf _ ->
                string(value.toString());
        }
    }

    private void primitive(ValueType.Primitive type, Object value) {
        switch (type) {
            case BOOL, S8, U8, S16, U16, S32, U32, S64 -> text.append(value);
            case U64 -> text.append(value instanceof Long bits ? Long.toUnsignedString(bits) : value.toString());
            case F32, F64 -> {
                boolean finite = Double.isFinite(((Number) value).doubleValue());
                text.append(finite ? value.toString() : '"' + value.toString() + '"');
            }
            case CHAR, STRING, ERROR_CONTEXT ->
                string(value instanceof Integer codePoint ? Character.toString(codePoint) : value.toString());
        }
    }

    private void list(ValueType element, Object value) {
        if (value instanceof byte[] bytes) {
            text.append('[');
            for (int i = 0; i < bytes.length; i++) {
                text.append(i == 0 ? "" : ",").append(bytes[i] & 0xff);
            }
            text.append(']');
        } else {
            array(element, (List<?>) value);
        }
    }

    private void array(ValueType element, List<?> items) {
        text.append('[');
        String separator = "";
        for (Object item : items) {
            text.append(separator);
            value(element, item);
            separator = ",";
        }
        text.append(']');
    }

    private void tuple(ValueType.Tuple type, List<?> items) {
        text.append('[');
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : ",");
            value(type.types().get(i), items.get(i));
        }
        text.append(']');
    }

    private void record(ValueType.Record type, Map<?, ?> fields) {
        text.append('{');
        String separator = "";
        for (ValueType.Field field : type.fields()) {
            text.append(separator);
            string(field.name());
            text.append(':');
            value(field.type(), fields.get(field.name()));
            separator = ",";
        }
        text.append('}');
    }

    /** A case is a map of one key, or its name when it carries nothing. */
    private void choice(List<ValueType.Case> cases, Object value) {
        if (!(value instanceof Map<?, ?> one)) {
            string(value.toString());
            return;
        }
        Map.Entry<?, ?> chosen = one.entrySet().iterator().next();
        String name = chosen.getKey().toString();
        Optional<ValueType> payload = cases.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .flatMap(ValueType.Case::payload);
        if (payload.isEmpty()) {
            string(name);
            return;
        }
        text.append('{');
        string(name);
        text.append(':');
        value(payload.get(), chosen.getValue());
        text.append('}');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            switch (each) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    // The last two end a line for some readers, and this is one line.
                    if (each < 0x20 || each == 0x7f || each == 0x2028 || each == 0x2029) {
                        text.append(String.format("\\u%04x", (int) each));
                    } else {
                        text.append(each);
                    }
                }
            }
        }
        text.append('"');
    }
}
