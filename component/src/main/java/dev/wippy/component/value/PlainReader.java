package dev.wippy.component.value;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain values to lifted ones; {@link PlainValues} says which is which. */
final class PlainReader {

    private PlainReader() {}

    static Object read(ValuePath path, ValueType type, @Nullable Object value) {
        if (value == null && !(type instanceof ValueType.OptionOf)) {
            throw path.mismatch(type.brief(), null);
        }
        return switch (type) {
            case Primitive primitive -> primitive(path, primitive, value);
            case ValueType.ListOf(ValueType element) -> list(path, type, element, value);
            case ValueType.FixedListOf(ValueType element, int length) -> {
                Object values = list(path, type, element, value);
                if (Array.getLength(values) != length) {
                    throw path.mismatch(type.brief(), value);
                }
                yield values;
            }
            case ValueType.MapOf map -> map(path, map, value);
            case ValueType.Record(List<ValueType.Field> fields) -> record(path, type, fields, value);
            case ValueType.Tuple(List<ValueType> types) -> {
                List<?> list = asList(path, type, value);
                if (list.size() != types.size()) {
                    throw path.mismatch(type.brief(), value);
                }
                Object[] values = new Object[types.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = read(path.index(i), types.get(i), list.get(i));
                }
                yield values;
            }
            case ValueType.OptionOf(ValueType inner) -> option(path, inner, value);
            case ValueType.Enum(List<String> names) -> name(path, type, names, value);
            case ValueType.Flags(List<String> names) -> flags(path, type, names, value);
            case ValueType.Variant(List<ValueType.Case> cases) -> {
                List<String> names = cases.stream().map(ValueType.Case::name).toList();
                yield oneOf(path, type, names, cases.stream().map(ValueType.Case::payload).toList(), value);
            }
            case ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err) ->
                oneOf(path, type, List.of("ok", "err"), List.of(ok, err), value);
            case ValueType.Own _,ValueType.Borrow _ -> {
                if (value instanceof Resource) {
                    yield value;
                }
                throw path.mismatch(type.brief(), value);
            }
            case ValueType.StreamOf _,ValueType.FutureOf _ -> throw path.mismatch(type.brief(), value);
        };
    }

    private static Object primitive(ValuePath path, Primitive type, @Nullable Object value) {
        if (value instanceof Number number) {
            if (Integers.isInteger(type)) {
                return Integers.toLifted(path, type, number);
            }
            if (type == Primitive.F64) {
                double wide = number.doubleValue();
                if (Double.isInfinite(wide) && !(number instanceof Double) && !(number instanceof Float)) {
                    throw path.mismatch(type, value);
                }
                return wide;
            }
            if (type == Primitive.F32) {
                float narrow = number.floatValue();
                if (Float.isInfinite(narrow) && !Double.isInfinite(number.doubleValue())) {
                    throw path.mismatch(type, value);
                }
                return narrow;
            }
        }
        if (value instanceof Boolean && type == Primitive.BOOL) {
            return value;
        }
        if (value instanceof Character unit && type == Primitive.CHAR && !Character.isSurrogate(unit)) {
            return (int) unit;
        }
        if (value instanceof String string) {
            if (type == Primitive.STRING) {
                return wellFormed(path, string);
            }
            if (type == Primitive.CHAR && !string.isEmpty() && string.codePointCount(0, string.length()) == 1) {
                int codePoint = string.codePointAt(0);
                if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                    return codePoint;
                }
            }
        }
        throw path.mismatch(type, value);
    }

    private static String wellFormed(ValuePath path, String string) {
        for (int i = 0; i < string.length(); i++) {
            int codePoint = string.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw path.error("expected string, got one with a lone surrogate at " + i);
            }
            i += Character.charCount(codePoint) - 1;
        }
        return string;
    }

    private static List<?> asList(ValuePath path, ValueType type, @Nullable Object value) {
        return switch (value) {
            case List<?> list -> list;
            case Collection<?> collection -> new ArrayList<>(collection);
            case Object[] array -> Arrays.asList(array);
            case null, default -> throw path.mismatch(type.brief(), value);
        };
    }

    private static Object list(ValuePath path, ValueType type, ValueType element, @Nullable Object value) {
        if (element == Primitive.U8 && value instanceof byte[] bytes) {
            return bytes;
        }
        List<?> list = asList(path, type, value);
        if (element == Primitive.U8) {
            byte[] bytes = new byte[list.size()];
            int i = 0;
            for (Object each : list) {
                bytes[i] = ((Integer) read(path.index(i), element, each)).byteValue();
                i++;
            }
            return bytes;
        }
        Object[] values = new Object[list.size()];
        int i = 0;
        for (Object each : list) {
            values[i] = read(path.index(i), element, each);
            i++;
        }
        return values;
    }

    /** A map, or a list of pairs. */
    private static Object map(ValuePath path, ValueType.MapOf type, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return list(path, type, type.entry(), value);
        }
        List<Object[]> entries = new ArrayList<>();
        map.forEach((key, each) -> entries.add(new Object[]{read(path.field("key"), type.key(), key),
            read(path.field(String.valueOf(key)), type.value(), each)}));
        return entries.toArray();
    }

    private static Object[] record(
            ValuePath path, ValueType type, List<ValueType.Field> fields, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw path.mismatch(type.brief(), value);
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            places.put(fields.get(i).name(), i);
        }
        @Nullable
        Object[] values = new Object[fields.size()];
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Integer place = places.get(key);
            if (place == null) {
                place = places.get(kebab(key));
            }
            if (place == null) {
                throw path.error("unknown field " + key + ", there are "
                        + fields.stream().map(ValueType.Field::name).collect(Collectors.joining(", ")));
            }
            ValueType.Field field = fields.get(place);
            if (values[place] != null) {
                throw path.error("field " + field.name() + " is there twice, as " + key + " too");
            }
            values[place] = read(path.field(field.name()), field.type(), entry.getValue());
        }
        Object[] all = new Object[values.length];
        for (int i = 0; i < all.length; i++) {
            Object read = values[i];
            if (read != null) {
                all[i] = read;
            } else if (fields.get(i).type() instanceof ValueType.OptionOf) {
                all[i] = Optional.empty();
            } else {
                throw path.error("missing field " + fields.get(i).name() + ": " + fields.get(i).type().brief());
            }
        }
        return all;
    }

    /** The name in the form of WIT's, where it was written in snake_case. */
    private static String kebab(String name) {
        return name.replace('_', '-');
    }

    private static Object option(ValuePath path, ValueType inner, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!(inner instanceof ValueType.OptionOf)) {
            return Optional.of(read(path, inner, value));
        }
        if (value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("some")) {
            return Optional.of(read(path.field("some"), inner, map.get("some")));
        }
        throw path.error("expected null or {some: …} for an option of an option, got " + ValuePath.show(value));
    }

    private static int name(ValuePath path, ValueType type, List<String> names, @Nullable Object value) {
        if (value instanceof String name) {
            int index = names.indexOf(name);
            if (index < 0) {
                index = names.indexOf(kebab(name));
            }
            if (index >= 0) {
                return index;
            }
        }
        if (value instanceof Number number) {
            Object index = Integers.toLifted(path, Primitive.S32, number);
            if ((Integer) index >= 0 && (Integer) index < names.size()) {
                return (Integer) index;
            }
        }
        throw path.mismatch(type.brief(), value);
    }

    private static int flags(ValuePath path, ValueType type, List<String> names, @Nullable Object value) {
        if (value instanceof Number number) {
            int bits = (Integer) Integers.toLifted(path, Primitive.U32, number);
            if ((bits & ~((1L << names.size()) - 1) & 0xffffffffL) != 0) {
                throw path.mismatch(type.brief(), value);
            }
            return bits;
        }
        int bits = 0;
        int i = 0;
        for (Object each : asList(path, type, value)) {
            if (!(each instanceof String)) {
                throw path.index(i).mismatch("a name of " + type.brief(), each);
            }
            bits |= 1 << name(path.index(i), type, names, each);
            i++;
        }
        return bits;
    }

    private static Object oneOf(
            ValuePath path,
            ValueType type,
            List<String> names,
            List<Optional<ValueType>> payloads,
            @Nullable Object value) {
        if (value instanceof String) {
            int index = name(path, type, names, value);
            if (payloads.get(index).isPresent()) {
                throw path.error("expected {" + names.get(index) + ": " + payloads.get(index).get().brief()
                        + "}, got the name alone");
            }
            return new CaseValue(index, null);
        }
        if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
            throw path.mismatch(type.brief() + " as a map of one key", value);
        }
        Map.Entry<?, ?> entry = map.entrySet().iterator().next();
        int index = entry.getKey() instanceof String key ? indexOf(names, key) : -1;
        if (index < 0) {
            throw path.error("unknown case " + entry.getKey() + ", there are " + String.join(", ", names));
        }
        Object payload = entry.getValue();
        ValuePath inner = path.field(names.get(index));
        if (payloads.get(index).isPresent()) {
            return new CaseValue(index, read(inner, payloads.get(index).get(), payload));
        }
        if (payload != null) {
            throw inner.error("expected null, as the case carries nothing, got " + ValuePath.show(payload));
        }
        return new CaseValue(index, null);
    }

    private static int indexOf(List<String> names, String key) {
        int index = names.indexOf(key);
        return index >= 0 ? index : names.indexOf(kebab(key));
    }
}
