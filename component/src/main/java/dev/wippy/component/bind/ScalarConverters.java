package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType.Primitive;
import java.lang.reflect.AnnotatedType;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converters of booleans, numbers, characters and strings. */
final class ScalarConverters {

    private static final long U32_MAX = 0xffffffffL;

    private ScalarConverters() {}

    static Converter make(Primitive type, Class<?> raw, AnnotatedType java) throws MismatchException {
        Class<?> boxed = ConverterFactory.boxed(raw);
        boolean unsigned = java.isAnnotationPresent(Unsigned.class);
        return switch (type) {
            case BOOL -> same(type, Boolean.class, boxed, "boolean", java);
            case S32 -> same(type, Integer.class, boxed, "int", java);
            case S64 -> same(type, Long.class, boxed, "long", java);
            case F32 -> same(type, Float.class, boxed, "float", java);
            case F64 -> same(type, Double.class, boxed, "double", java);
            case STRING -> same(type, String.class, boxed, "java.lang.String", java);
            case CHAR -> same(type, Integer.class, boxed, "int (a code point)", java);
            case S8 -> {
                if (boxed == Byte.class && !unsigned) {
                    yield of(Byte.class, lifted -> ((Integer) lifted).byteValue(), Byte::intValue);
                }
                throw MismatchException.of(type, "byte", java);
            }
            case S16 -> {
                if (boxed == Short.class && !unsigned) {
                    yield of(Short.class, lifted -> ((Integer) lifted).shortValue(), Short::intValue);
                }
                throw MismatchException.of(type, "short", java);
            }
            case U8 -> {
                if (boxed == Byte.class && unsigned) {
                    yield of(Byte.class, lifted -> ((Integer) lifted).byteValue(), Byte::toUnsignedInt);
                }
                if (boxed == Short.class && !unsigned) {
                    yield of(Short.class, lifted -> ((Integer) lifted).shortValue(), value -> u(type, value, 0xff));
                }
                if (boxed == Integer.class && !unsigned) {
                    yield of(Integer.class, lifted -> (Integer) lifted, value -> u(type, value, 0xff));
                }
                throw MismatchException.of(type, "short, int or @Unsigned byte", java);
            }
            case U16 -> {
                if (boxed == Short.class && unsigned) {
                    yield of(Short.class, lifted -> ((Integer) lifted).shortValue(), Short::toUnsignedInt);
                }
                if (boxed == Integer.class && !unsigned) {
                    yield of(Integer.class, lifted -> (Integer) lifted, value -> u(type, value, 0xffff));
                }
                throw MismatchException.of(type, "int or @Unsigned short", java);
            }
            case U32 -> {
                if (boxed == Integer.class && unsigned) {
                    yield new IdentityConverter(Integer.class);
                }
                if (boxed == Long.class && !unsigned) {
                    yield of(Long.class, lifted -> Integer.toUnsignedLong((Integer) lifted),
                            value -> u(type, value, U32_MAX));
                }
                throw MismatchException.of(type, "long or @Unsigned int", java);
            }
            case U64 -> {
                if (boxed == Long.class && unsigned) {
                    yield new IdentityConverter(Long.class);
                }
                if (boxed == BigInteger.class) {
                    yield of(BigInteger.class, lifted -> new BigInteger(Long.toUnsignedString((Long) lifted)),
                            ScalarConverters::u64);
                }
                throw MismatchException.of(type, "@Unsigned long (its bits) or java.math.BigInteger", java);
            }
            case ERROR_CONTEXT -> throw MismatchException.of(type, "nothing yet, as it is of WASI 0.3,", java);
        };
    }

    private static Converter same(
            Primitive type, Class<?> lifted, Class<?> boxed, String expected, AnnotatedType java)
            throws MismatchException {
        if (boxed != lifted || java.isAnnotationPresent(Unsigned.class)) {
            throw MismatchException.of(type, expected, java);
        }
        return new IdentityConverter(lifted);
    }

    private static Object u(Primitive type, Number value, long max) {
        if (value.longValue() < 0 || value.longValue() > max) {
            throw new ConversionException(value + " is not in the range of " + type + ", 0 to " + max);
        }
        return value.intValue();
    }

    private static Object u64(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 64) {
            throw new ConversionException(value + " is not in the range of u64");
        }
        return value.longValue();
    }

    private static <T> Converter of(Class<T> type, Function<Object, T> toJava, Function<T, Object> toLifted) {
        return new Converter() {
            @Override
            public Object toJava(Object lifted) {
                return toJava.apply(lifted);
            }

            @Override
            public Object toLifted(@Nullable Object value) {
                if (value == null) {
                    throw new ConversionException("a " + type.getSimpleName() + " is null");
                }
                return toLifted.apply(type.cast(value));
            }
        };
    }
}
