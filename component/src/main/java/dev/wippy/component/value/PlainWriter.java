package dev.wippy.component.value;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.Safepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lifted values to plain ones; {@link PlainValues} says which is which. */
final class PlainWriter {

    /** How many elements of a list are written at most before whoever wants to stop the guest may. */
    private static final int POLL = 1024;

    private PlainWriter() {}

    static @Nullable Object write(ValueType type, Object lifted) {
        return switch (type) {
            case Primitive.CHAR -> Character.toString((Integer) lifted);
            case Primitive primitive -> Integers.fromLifted(primitive, lifted);
            case ValueType.ListOf(ValueType element) ->
                lifted instanceof byte[] bytes ? bytes : list((Object[]) lifted, element);
            case ValueType.FixedListOf(ValueType element, _) ->
                lifted instanceof byte[] bytes ? bytes : list((Object[]) lifted, element);
            case ValueType.MapOf map -> list((Object[]) lifted, map.entry());
            case ValueType.Record(List<ValueType.Field> fields) -> {
                Object[] values = (Object[]) lifted;
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < values.length; i++) {
                    map.put(fields.get(i).name(), write(fields.get(i).type(), values[i]));
                }
                yield map;
            }
            case ValueType.Tuple(List<ValueType> types) -> {
                Object[] values = (Object[]) lifted;
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 0; i < values.length; i++) {
                    list.add(write(types.get(i), values[i]));
                }
                yield list;
            }
            case ValueType.OptionOf(ValueType inner) -> {
                Optional<?> option = (Optional<?>) lifted;
                if (option.isEmpty()) {
                    yield null;
                }
                Object value = write(inner, option.get());
                yield inner instanceof ValueType.OptionOf ? Collections.singletonMap("some", value) : value;
            }
            case ValueType.Enum(List<String> names) -> names.get((Integer) lifted);
            case ValueType.Flags(List<String> names) -> {
                int bits = (Integer) lifted;
                List<String> set = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) {
                    if ((bits >>> i & 1) != 0) {
                        set.add(names.get(i));
                    }
                }
                yield set;
            }
            case ValueType.Variant(List<ValueType.Case> cases) -> {
                CaseValue value = (CaseValue) lifted;
                ValueType.Case of = cases.get(value.index());
                yield oneOf(of.name(), of.payload(), value);
            }
            case ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err) -> {
                CaseValue value = (CaseValue) lifted;
                yield value.index() == 0 ? oneOf("ok", ok, value) : oneOf("err", err, value);
            }
            case ValueType.Own _,ValueType.Borrow _,ValueType.StreamOf _,ValueType.FutureOf _ -> lifted;
        };
    }

    private static List<@Nullable Object> list(Object[] values, ValueType element) {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            if (i % POLL == 0) {
                Safepoint.poll();
            }
            list.add(write(element, values[i]));
        }
        return list;
    }

    private static Map<String, @Nullable Object> oneOf(String name, Optional<ValueType> type, CaseValue value) {
        Object payload = value.payload();
        return Collections.singletonMap(
                name, type.isPresent() && payload != null ? write(type.get(), payload) : null);
    }
}
