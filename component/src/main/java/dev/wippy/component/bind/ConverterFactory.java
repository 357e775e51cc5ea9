package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes converters from pairs of a WIT type and a Java type. */
final class ConverterFactory {
    private final MethodHandles.Lookup lookup;
    private final ResourceConverters resources;

    /** @param lookup may make and take apart the records that methods speak of */
    ConverterFactory(MethodHandles.Lookup lookup) {
        this(lookup, ResourceConverters.OF_HOST);
    }

    ConverterFactory(MethodHandles.Lookup lookup, ResourceConverters resources) {
        this.lookup = lookup;
        this.resources = resources;
    }

    MethodHandles.Lookup lookup() {
        return lookup;
    }

    /** @throws MismatchException if the Java type is not one for the WIT type */
    Converter make(ValueType type, AnnotatedType java) throws MismatchException {
        Class<?> raw = raw(java);
        return switch (type) {
            case Primitive primitive -> ScalarConverters.make(primitive, raw, java);
            case ValueType.ListOf(ValueType element) -> list(type, element, raw, java);
            case ValueType.FixedListOf(ValueType element, _) -> list(type, element, raw, java);
            case ValueType.MapOf(ValueType key, ValueType value) -> {
                if (raw != Map.class) {
                    throw MismatchException.of(type, "java.util.Map", java);
                }
                yield new MapConverter(make(key, argument(type, java, 0)), make(value, argument(type, java, 1)));
            }
            case ValueType.Record(List<ValueType.Field> fields) -> {
                List<String> names = fields.stream().map(ValueType.Field::name).toList();
                yield record(type, names, fields.stream().map(ValueType.Field::type).toList(), raw, java);
            }
            case ValueType.Tuple(List<ValueType> types) -> record(type, null, types, raw, java);
            case ValueType.Variant variant -> VariantConverter.of(this, variant, raw, java);
            case ValueType.Enum names -> EnumConverter.of(names, raw, java);
            case ValueType.Flags flags -> {
                if (raw != Set.class && raw != EnumSet.class) {
                    throw MismatchException.of(type, "java.util.Set or EnumSet of an enum", java);
                }
                yield FlagsConverter.of(flags, raw(argument(type, java, 0)), java);
            }
            case ValueType.OptionOf(ValueType value) -> {
                if (raw != Optional.class) {
                    throw MismatchException.of(type, "java.util.Optional", java);
                }
                yield new OptionConverter(make(value, argument(type, java, 0)));
            }
            case ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err) -> {
                if (raw != Result.class) {
                    throw MismatchException.of(type, Result.class.getName(), java);
                }
                yield new ResultConverter(side(ok, argument(type, java, 0)), side(err, argument(type, java, 1)));
            }
            case ValueType.Own _,ValueType.Borrow _ -> resources.make(type, raw, java);
            case ValueType.StreamOf _,ValueType.FutureOf _ ->
                throw MismatchException.of(type, "nothing yet, as it is of WASI 0.3,", java);
        };
    }

    private Converter list(ValueType type, ValueType element, Class<?> raw, AnnotatedType java)
            throws MismatchException {
        if (element == Primitive.U8) {
            if (raw == byte[].class) {
                return new IdentityConverter(byte[].class);
            }
            throw MismatchException.of(type, "byte[]", java);
        }
        if (raw != List.class) {
            throw MismatchException.of(type, "java.util.List", java);
        }
        return new ListConverter(make(element, argument(type, java, 0)));
    }

    private Converter record(
            ValueType type, @Nullable List<String> names, List<ValueType> types, Class<?> raw, AnnotatedType java)
            throws MismatchException {
        if (!raw.isRecord() || raw.getRecordComponents().length != types.size()) {
            throw MismatchException.of(type, "a record of " + types.size(), java);
        }
        return RecordConverter.of(this, names, types, raw);
    }

    /** The converter of a result's side; null for one that carries nothing, which is {@code Void}. */
    @Nullable
    Converter side(Optional<ValueType> type, AnnotatedType java) throws MismatchException {
        if (type.isPresent()) {
            return make(type.get(), java);
        }
        if (raw(java) != Void.class && raw(java) != void.class) {
            throw new MismatchException("what carries nothing is void, or java.lang.Void, in Java, not " + java);
        }
        return null;
    }

    static AnnotatedType argument(ValueType type, AnnotatedType java, int index) throws MismatchException {
        return argument(java, index).orElseThrow(
                () -> new MismatchException(type.brief() + " needs the type arguments of " + java));
    }

    static Optional<AnnotatedType> argument(AnnotatedType java, int index) {
        if (java instanceof AnnotatedParameterizedType parameterized) {
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            return index < arguments.length ? Optional.of(arguments[index]) : Optional.empty();
        }
        return Optional.empty();
    }

    /** The class of a type; {@code Object} for what is none. */
    static Class<?> raw(AnnotatedType java) {
        Type type = java.getType();
        return type instanceof Class<?> raw
                ? raw
                : type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<
                        ?> outer
                                ? outer
                                : Object.class;
    }

    /** The class, boxed where it is a primitive's. */
    static Class<?> boxed(Class<?> raw) {
        return MethodType.methodType(raw).wrap().returnType();
    }

    /** Lists. */
    private record ListConverter(Converter element) implements Converter {
        @Override
        public Object toJava(Object lifted) {
            Object[] values = (Object[]) lifted;
            List<Object> list = new ArrayList<>(values.length);
            for (Object each : values) {
                list.add(element.toJava(each));
            }
            return list;
        }

        @Override
        public Object toLifted(@Nullable Object value) {
            if (!(value instanceof List<?> list)) {
                throw new ConversionException("a list is null");
            }
            Object[] values = new Object[list.size()];
            int i = 0;
            for (Object each : list) {
                values[i++] = element.toLifted(each);
            }
            return values;
        }
    }

    /** Maps; of pairs with one key the last counts. */
    private record MapConverter(Converter key, Converter value) implements Converter {
        @Override
        public Object toJava(Object lifted) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Object each : (Object[]) lifted) {
                Object[] pair = (Object[]) each;
                map.put(key.toJava(pair[0]), value.toJava(pair[1]));
            }
            return map;
        }

        @Override
        public Object toLifted(@Nullable Object value) {
            if (!(value instanceof Map<?, ?> map)) {
                throw new ConversionException("a map is null");
            }
            Object[] pairs = new Object[map.size()];
            int i = 0;
            for (Map.Entry<?, ?> each : map.entrySet()) {
                pairs[i++] = new Object[]{key.toLifted(each.getKey()), this.value.toLifted(each.getValue())};
            }
            return pairs;
        }
    }

    /** Options. */
    private record OptionConverter(Converter inner) implements Converter {
        @Override
        public Object toJava(Object lifted) {
            return ((Optional<?>) lifted).map(inner::toJava);
        }

        @Override
        public Object toLifted(@Nullable Object value) {
            if (!(value instanceof Optional<?> option)) {
                throw new ConversionException("an Optional is null");
            }
            return option.map(inner::toLifted);
        }
    }
}
