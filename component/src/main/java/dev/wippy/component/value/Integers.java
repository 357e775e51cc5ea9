package dev.wippy.component.value;

import dev.wippy.component.types.ValueType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** The integer types' ranges, and numbers as values of them. */
final class Integers {

    private Integers() {}

    static boolean isInteger(Primitive type) {
        return switch (type) {
            case S8, U8, S16, U16, S32, U32, S64, U64 -> true;
            case BOOL, F32, F64, CHAR, STRING, ERROR_CONTEXT -> false;
        };
    }

    private static int bits(Primitive type) {
        return switch (type) {
            case S8, U8 -> 8;
            case S16, U16 -> 16;
            case S32, U32 -> 32;
            default -> 64;
        };
    }

    private static boolean signed(Primitive type) {
        return type.name().startsWith("S");
    }

    /** The lifted value of a number. */
    static Object toLifted(ValuePath path, Primitive type, Number number) {
        BigInteger whole = whole(number).orElseThrow(() -> path.mismatch(type, number));
        int bits = bits(type);
        boolean fits = signed(type) ? whole.bitLength() < bits : whole.signum() >= 0 && whole.bitLength() <= bits;
        if (!fits) {
            throw path.error("expected " + type + " (" + minimum(type) + " to " + maximum(type) + "), got "
                    + ValuePath.show(number));
        }
        return bits == 64 ? (Object) whole.longValue() : (Object) whole.intValue();
    }

    private static BigInteger minimum(Primitive type) {
        return signed(type) ? BigInteger.ONE.shiftLeft(bits(type) - 1).negate() : BigInteger.ZERO;
    }

    private static BigInteger maximum(Primitive type) {
        return BigInteger.ONE.shiftLeft(signed(type) ? bits(type) - 1 : bits(type)).subtract(BigInteger.ONE);
    }

    /** The integer that a number is, if it is one of few enough digits to matter. */
    private static Optional<BigInteger> whole(Number number) {
        return switch (number) {
            case Byte _,Short _,Integer _,Long _ -> Optional.of(BigInteger.valueOf(number.longValue()));
            case BigInteger big -> Optional.of(big);
            case BigDecimal decimal -> whole(decimal);
            case Double _,Float _ -> {
                double value = number.doubleValue();
                yield Double.isFinite(value) ? whole(new BigDecimal(value)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<BigInteger> whole(BigDecimal decimal) {
        // An exponent of a billion is a few characters of text, and a billion digits.
        boolean huge = (long) decimal.precision() - decimal.scale() > 400;
        if (huge || decimal.signum() != 0 && decimal.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        return Optional.of(decimal.signum() == 0 ? BigInteger.ZERO : decimal.toBigIntegerExact());
    }

    /** The plain value of a lifted one: {@code Integer} up to 32 bits, u32 {@code Long}, u64 past it a big one. */
    static Object fromLifted(Primitive type, Object lifted) {
        return switch (type) {
            case U32 -> Integer.toUnsignedLong((Integer) lifted);
            case U64 -> {
                long value = (Long) lifted;
                yield value >= 0
                        ? (Object) value
                        : BigInteger.valueOf(value & Long.MAX_VALUE).setBit(63);
            }
            default -> lifted;
        };
    }
}
