package dev.wippy.component.bind;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * Whether a type is small as a tree. A binary's types share their parts, so that a few lines can describe a tree of
 * billions; comparing and hashing walk all of it.
 */
final class TypeSize {
    private static final int LIMIT = 20_000;
    private int count;

    private TypeSize() {}

    static boolean small(FunctionType type) {
        TypeSize size = new TypeSize();
        for (FunctionType.Parameter parameter : type.parameters()) {
            size.add(parameter.type());
        }
        type.result().ifPresent(size::add);
        return size.count < LIMIT;
    }

    private void add(ValueType type) {
        if (++count >= LIMIT) {
            return;
        }
        switch (type) {
            case ValueType.ListOf(ValueType element) -> add(element);
            case ValueType.FixedListOf(ValueType element, _) -> add(element);
            case ValueType.MapOf(ValueType key, ValueType value) -> {
                add(key);
                add(value);
            }
            case ValueType.OptionOf(ValueType value) -> add(value);
            case ValueType.Record(List<ValueType.Field> fields) -> fields.forEach(field -> add(field.type()));
            case ValueType.Tuple(List<ValueType> types) -> types.forEach(this::add);
            case ValueType.Variant(List<ValueType.Case> cases) -> cases.forEach(each -> add(each.payload()));
            case ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err) -> {
                add(ok);
                add(err);
            }
            case ValueType.StreamOf(Optional<ValueType> element) -> add(element);
            case ValueType.FutureOf(Optional<ValueType> value) -> add(value);
            case ValueType.Enum(List<String> names) -> count += names.size();
            case ValueType.Flags(List<String> names) -> count += names.size();
            case ValueType.Primitive _,ValueType.Own _,ValueType.Borrow _ -> {
                // No parts.
            }
        }
    }

    private void add(Optional<ValueType> type) {
        type.ifPresent(this::add);
    }
}
