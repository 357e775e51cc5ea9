package dev.wippy.component.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints a type as WIT does, in bounded length: a small binary can describe a type that prints as gigabytes. */
final class BriefPrinter {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_PARTS = 8;

    private BriefPrinter() {}

    static String print(ValueType type) {
        return print(type, 0);
    }

    private static String print(ValueType type, int depth) {
        if (depth == MAX_DEPTH) {
            return "…";
        }
        int inner = depth + 1;
        return switch (type) {
            case ValueType.ListOf(ValueType element) -> "list<" + print(element, inner) + ">";
            case ValueType.FixedListOf(ValueType element, int length) ->
                "list<" + print(element, inner) + ", " + Integer.toUnsignedString(length) + ">";
            case ValueType.MapOf(ValueType key, ValueType value) ->
                "map<" + print(key, inner) + ", " + print(value, inner) + ">";
            case ValueType.OptionOf(ValueType value) -> "option<" + print(value, inner) + ">";
            case ValueType.Tuple(List<ValueType> types) -> {
                List<String> parts = new ArrayList<>();
                types.stream().limit(MAX_PARTS).forEach(part -> parts.add(print(part, inner)));
                yield "tuple<" + join(parts, types.size()) + ">";
            }
            case ValueType.Record(List<ValueType.Field> fields) -> {
                List<String> parts = new ArrayList<>();
                fields.stream().limit(MAX_PARTS)
                        .forEach(field -> parts.add(field.name() + ": " + print(field.type(), inner)));
                yield "record {" + join(parts, fields.size()) + "}";
            }
            case ValueType.Variant(List<ValueType.Case> cases) -> {
                List<String> parts = new ArrayList<>();
                cases.stream().limit(MAX_PARTS).forEach(each -> parts.add(each.name()
                        + each.payload().map(payload -> "(" + print(payload, inner) + ")").orElse("")));
                yield "variant {" + join(parts, cases.size()) + "}";
            }
            case ValueType.Enum(List<String> names) ->
                "enum {" + join(names.subList(0, Math.min(MAX_PARTS, names.size())), names.size()) + "}";
            case ValueType.Flags(List<String> names) ->
                "flags {" + join(names.subList(0, Math.min(MAX_PARTS, names.size())), names.size()) + "}";
            case ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err) -> {
                if (ok.isEmpty() && err.isEmpty()) {
                    yield "result";
                }
                String first = ok.map(each -> print(each, inner)).orElse("_");
                yield err.map(each -> "result<" + first + ", " + print(each, inner) + ">")
                        .orElse("result<" + first + ">");
            }
            case ValueType.StreamOf(Optional<ValueType> element) ->
                "stream" + element.map(each -> "<" + print(each, inner) + ">").orElse("");
            case ValueType.FutureOf(Optional<ValueType> value) ->
                "future" + value.map(each -> "<" + print(each, inner) + ">").orElse("");
            case ValueType.Primitive primitive -> primitive.toString();
            case ValueType.Own own -> own.toString();
            case ValueType.Borrow borrow -> borrow.toString();
        };
    }

    private static String join(List<String> parts, int of) {
        return String.join(", ", parts) + (of > parts.size() ? ", …" : "");
    }
}
