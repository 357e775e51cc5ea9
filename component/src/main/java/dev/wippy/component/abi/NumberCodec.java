package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Trap;

/** Booleans, numbers and characters. */
final class NumberCodec {

    private static final long CANONICAL_NAN64 = 0x7ff8000000000000L;
    private static final int CANONICAL_NAN32 = 0x7fc00000;

    private NumberCodec() {}

    static ScalarCodec of(Primitive type) {
        return switch (type) {
            case BOOL -> new Bool();
            case S8 -> new Int(type, 1, true);
            case U8 -> new Int(type, 1, false);
            case S16 -> new Int(type, 2, true);
            case U16 -> new Int(type, 2, false);
            case S32, U32 -> new Int(type, 4, true);
            case S64, U64 -> new Long64(type);
            case F32 -> new Float32();
            case F64 -> new Float64();
            case CHAR -> new Char();
            case STRING, ERROR_CONTEXT -> throw new IllegalArgumentException(type + " is not a number");
        };
    }

    private static final class Bool extends ScalarCodec {
        Bool() {
            super(Primitive.BOOL, 1, CoreType.I32);
        }

        @Override
        Object fromBits(LiftLowerContext cx, long bits) {
            return (int) bits != 0;
        }

        @Override
        long toBits(LiftLowerContext cx, Object value) {
            if (value instanceof Boolean bool) {
                return bool ? 1 : 0;
            }
            throw cx.mismatch(type, "a Boolean", value);
        }
    }

    /** All integers that an {@code Integer} holds; u32 as its bits, so that it counts as signed here. */
    private static final class Int extends ScalarCodec {
        private final boolean signed;

        Int(Primitive type, int size, boolean signed) {
            super(type, size, CoreType.I32);
            this.signed = signed;
        }

        @Override
        Object fromBits(LiftLowerContext cx, long bits) {
            return cut((int) bits);
        }

        private int cut(int value) {
            return switch (size) {
                case 1 -> signed ? (byte) value : value & 0xff;
                case 2 -> signed ? (short) value : value & 0xffff;
                default -> value;
            };
        }

        @Override
        long toBits(LiftLowerContext cx, Object value) {
            if (value instanceof Integer number && number == cut(number)) {
                return Integer.toUnsignedLong(number);
            }
            throw cx.mismatch(type, size == 4 ? "an Integer" : "an Integer in its range", value);
        }
    }

    private static final class Long64 extends ScalarCodec {
        Long64(Primitive type) {
            super(type, 8, CoreType.I64);
        }

        @Override
        Object fromBits(LiftLowerContext cx, long bits) {
            return bits;
        }

        @Override
        long toBits(LiftLowerContext cx, Object value) {
            if (value instanceof Long number) {
                return number;
            }
            throw cx.mismatch(type, "a Long", value);
        }
    }

    /** NaNs are canonical on both ways, as in the specification's deterministic profile. */
    private static final class Float32 extends ScalarCodec {
        Float32() {
            super(Primitive.F32, 4, CoreType.F32);
        }

        @Override
        Object fromBits(LiftLowerContext cx, long bits) {
            float value = Float.intBitsToFloat((int) bits);
            return Float.isNaN(value) ? Float.intBitsToFloat(CANONICAL_NAN32) : value;
        }

        @Override
        long toBits(LiftLowerContext cx, Object value) {
            if (value instanceof Float number) {
                return number.isNaN()
                        ? CANONICAL_NAN32
                        : Integer.toUnsignedLong(Float.floatToRawIntBits(number));
            }
            throw cx.mismatch(type, "a Float", value);
        }
    }

    private static final class Float64 extends ScalarCodec {
        Float64() {
            super(Primitive.F64, 8, CoreType.F64);
        }

        @Override
        Object fromBits(LiftLowerContext cx, long bits) {
            double value = Double.longBitsToDouble(bits);
            return Double.isNaN(value) ? Double.longBitsToDouble(CANONICAL_NAN64) : value;
        }

        @Override
        long toBits(LiftLowerContext cx, Object value) {
            if (value instanceof Double number) {
                return number.isNaN() ? CANONICAL_NAN64 : Double.doubleToRawLongBits(number);
            }
            throw cx.mismatch(type, "a Double", value);
        }
    }

    private static final class Char extends ScalarCodec {
        Char() {
            super(Primitive.CHAR, 4, CoreType.I32);
        }

        @Override
        Object fromBits(LiftLowerContext cx, long bits) {
            int value = (int) bits;
            if (!isScalarValue(value)) {
                throw new Trap("invalid `char` bit pattern: 0x" + Integer.toHexString(value)
                        + " is not a Unicode scalar value, in a value of " + cx.function());
            }
            return value;
        }

        @Override
        long toBits(LiftLowerContext cx, Object value) {
            if (value instanceof Integer number && isScalarValue(number)) {
                return number;
            }
            throw cx.mismatch(type, "an Integer that is a Unicode scalar value", value);
        }

        private static boolean isScalarValue(int value) {
            return value >= 0 && value <= Character.MAX_CODE_POINT && (value < 0xd800 || value > 0xdfff);
        }
    }
}
