package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads types as WIT prints them, and the values that {@code generate.py} writes beside them. */
final class TypeText {
    private final String text;
    private int at;

    TypeText(String text) {
        this.text = text;
    }

    static List<ValueType> types(String text) {
        TypeText reader = new TypeText(text);
        List<ValueType> types = new ArrayList<>();
        while (reader.at < text.length()) {
            types.add(reader.type());
            reader.skip("; ");
        }
        return types;
    }

    static Object[] values(List<ValueType> types, String text) {
        TypeText reader = new TypeText(text);
        List<Object> values = new ArrayList<>();
        for (ValueType type : types) {
            values.add(reader.value(type));
            reader.skip(" ");
        }
        return values.toArray();
    }

    static String unquote(String text) {
        return (String) new TypeText(text).value(ValueType.Primitive.STRING);
    }

    private boolean skip(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!skip(token)) {
            throw new IllegalStateException("expected " + token + " at " + text.substring(at));
        }
    }

    private String word() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-' || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(from, at);
    }

    private <T> List<T> list(String end, Supplier<T> part) {
        List<T> parts = new ArrayList<>();
        while (!skip(end)) {
            parts.add(part.get());
            if (!skip(", ")) {
                skip(",");
            }
        }
        return parts;
    }

    private ValueType type() {
        String word = word();
        switch (word) {
            case "list", "option" -> {
                expect("<");
                ValueType inner = type();
                expect(">");
                return word.equals("list") ? new ValueType.ListOf(inner) : new ValueType.OptionOf(inner);
            }
            case "tuple" -> {
                expect("<");
                return new ValueType.Tuple(list(">", this::type));
            }
            case "record" -> {
                expect(" {");
                return new ValueType.Record(list("}", () -> {
                    String name = word();
                    expect(": ");
                    return new ValueType.Field(name, type());
                }));
            }
            case "variant" -> {
                expect(" {");
                return new ValueType.Variant(list("}", () -> {
                    String name = word();
                    if (!skip("(")) {
                        return new ValueType.Case(name, Optional.empty());
                    }
                    ValueType payload = type();
                    expect(")");
                    return new ValueType.Case(name, Optional.of(payload));
                }));
            }
            case "enum" -> {
                expect(" {");
                return new ValueType.Enum(list("}", this::word));
            }
            case "flags" -> {
                expect(" {");
                return new ValueType.Flags(list("}", this::word));
            }
            case "result" -> {
                if (!skip("<")) {
                    return new ValueType.ResultOf(Optional.empty(), Optional.empty());
                }
                Optional<ValueType> ok = skip("_") ? Optional.empty() : Optional.of(type());
                Optional<ValueType> err = skip(", ") ? Optional.of(type()) : Optional.empty();
                expect(">");
                return new ValueType.ResultOf(ok, err);
            }
            default -> {
                return ValueType.Primitive.valueOf(word.toUpperCase(java.util.Locale.ROOT));
            }
        }
    }

    private Object value(ValueType type) {
        return switch (type) {
            case ValueType.Primitive.BOOL -> Boolean.valueOf(word());
            case ValueType.Primitive.F32 -> Float.intBitsToFloat((int) HexFormat.fromHexDigitsToLong(word()));
            case ValueType.Primitive.F64 -> Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(word()));
            case ValueType.Primitive.U64 -> Long.parseUnsignedLong(word());
            case ValueType.Primitive.S64 -> Long.parseLong(word());
            case ValueType.Primitive.STRING -> {
                expect("\"");
                StringBuilder string = new StringBuilder();
                while (!skip("\"")) {
                    expect("\\");
                    string.appendCodePoint(HexFormat.fromHexDigits(word()));
                    expect(";");
                }
                yield string.toString();
            }
            case ValueType.Primitive _,ValueType.Flags _ -> (int) Long.parseLong(word());
            case ValueType.ListOf(ValueType element) -> {
                expect("[");
                Object[] values = list("]", () -> value(element)).toArray();
                if (element != ValueType.Primitive.U8) {
                    yield values;
                }
                byte[] bytes = new byte[values.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = ((Integer) values[i]).byteValue();
                }
                yield bytes;
            }
            case ValueType.Record(List<ValueType.Field> fields) ->
                fields(fields.stream().map(ValueType.Field::type).toList());
            case ValueType.Tuple(List<ValueType> types) -> fields(types);
            case ValueType.Variant(List<ValueType.Case> cases) -> {
                int index = index();
                yield new CaseValue(index, cases.get(index).payload().map(this::value).orElse(null));
            }
            case ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err) -> {
                int index = index();
                yield new CaseValue(index, (index == 0 ? ok : err).map(this::value).orElse(null));
            }
            case ValueType.OptionOf(ValueType value) -> index() == 0 ? Optional.empty() : Optional.of(value(value));
            case ValueType.Enum _ -> index();
            default -> throw new IllegalStateException("no values of " + type);
        };
    }

    private Object[] fields(List<ValueType> types) {
        expect("(");
        List<Object> values = new ArrayList<>();
        for (ValueType type : types) {
            values.add(value(type));
            skip(",");
        }
        expect(")");
        return values.toArray();
    }

    private int index() {
        int index = Integer.parseInt(word());
        expect("!");
        return index;
    }

    /** A text of a lifted value that is equal where the values are. */
    static String print(Object value) {
        return switch (value) {
            case null -> "null";
            case Object[] values -> {
                StringBuilder parts = new StringBuilder("[");
                for (Object each : values) {
                    parts.append(print(each)).append(',');
                }
                yield parts.append(']').toString();
            }
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Float number -> "f32:" + Float.floatToRawIntBits(number);
            case Double number -> "f64:" + Double.doubleToRawLongBits(number);
            case CaseValue(int index, Object payload) -> index + "!" + print(payload);
            case Optional<?> option -> "option(" + print(option.orElse(null)) + ")";
            default -> value.getClass().getSimpleName() + ":" + value;
        };
    }
}
