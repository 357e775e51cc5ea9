package dev.wippy.component.link;

import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes value types apart and puts them together. */
final class ValueTypes {

    private ValueTypes() {}

    /** The value types that a type is made of. */
    static List<ValueType> parts(ValueType type) {
        return switch (type) {
            case ValueType.Primitive _,ValueType.Enum _,ValueType.Flags _,ValueType.Own _,ValueType.Borrow _ ->
                List.of();
            case ValueType.ListOf(var element) -> List.of(element);
            case ValueType.FixedListOf(var element, _) -> List.of(element);
            case ValueType.MapOf(var key, var value) -> List.of(key, value);
            case ValueType.OptionOf(var value) -> List.of(value);
            case ValueType.Tuple(var types) -> types;
            case ValueType.Record(var fields) -> fields.stream().map(ValueType.Field::type).toList();
            case ValueType.Variant(var cases) -> cases.stream().flatMap(each -> each.payload().stream()).toList();
            case ValueType.ResultOf(var ok, var err) ->
                java.util.stream.Stream.concat(ok.stream(), err.stream()).toList();
            case ValueType.StreamOf(var element) -> element.map(List::of).orElse(List.of());
            case ValueType.FutureOf(var value) -> value.map(List::of).orElse(List.of());
        };
    }

    /** The type with each of its parts, itself left aside, replaced. */
    static ValueType map(ValueType type, UnaryOperator<ValueType> part) {
        return switch (type) {
            case ValueType.Primitive _,ValueType.Enum _,ValueType.Flags _,ValueType.Own _,ValueType.Borrow _ ->
                type;
            case ValueType.ListOf(var element) -> new ValueType.ListOf(part.apply(element));
            case ValueType.FixedListOf(var element, int length) ->
                new ValueType.FixedListOf(part.apply(element), length);
            case ValueType.MapOf(var key, var value) -> new ValueType.MapOf(part.apply(key), part.apply(value));
            case ValueType.OptionOf(var value) -> new ValueType.OptionOf(part.apply(value));
            case ValueType.Tuple(var types) -> new ValueType.Tuple(types.stream().map(part).toList());
            case ValueType.Record(var fields) -> new ValueType.Record(fields.stream()
                    .map(each -> new ValueType.Field(each.name(), part.apply(each.type())))
                    .toList());
            case ValueType.Variant(var cases) -> new ValueType.Variant(cases.stream()
                    .map(each -> new ValueType.Case(each.name(), map(each.payload(), part)))
                    .toList());
            case ValueType.ResultOf(var ok, var err) -> new ValueType.ResultOf(map(ok, part), map(err, part));
            case ValueType.StreamOf(var element) -> new ValueType.StreamOf(map(element, part));
            case ValueType.FutureOf(var value) -> new ValueType.FutureOf(map(value, part));
        };
    }

    private static Optional<ValueType> map(Optional<ValueType> type, UnaryOperator<ValueType> part) {
        return type.map(part);
    }
}
