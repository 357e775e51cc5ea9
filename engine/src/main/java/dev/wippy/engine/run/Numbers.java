package dev.wippy.engine.run;

/** Instructions on numbers that trap, or that Java computes otherwise. Public for generated classes only. */
public final class Numbers {
    private static final double TWO_TO_31 = 0x1p31;
    private static final double TWO_TO_32 = 0x1p32;
    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private Numbers() {}

    // Division

    public static int divide(int a, int b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        if (b == -1 && a == Integer.MIN_VALUE) {
            throw Traps.integerOverflow();
        }
        return a / b;
    }

    public static long divide(long a, long b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        if (b == -1 && a == Long.MIN_VALUE) {
            throw Traps.integerOverflow();
        }
        return a / b;
    }

    public static int divideUnsigned(int a, int b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        return Integer.divideUnsigned(a, b);
    }

    public static long divideUnsigned(long a, long b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        return Long.divideUnsigned(a, b);
    }

    public static int remainder(int a, int b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        return a % b;
    }

    public static long remainder(long a, long b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        return a % b;
    }

    public static int remainderUnsigned(int a, int b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        return Integer.remainderUnsigned(a, b);
    }

    public static long remainderUnsigned(long a, long b) {
        if (b == 0) {
            throw Traps.divideByZero();
        }
        return Long.remainderUnsigned(a, b);
    }

    // Floats. Java's own methods may hand a signalling NaN on; the specification wants a quiet one.

    public static float ceil(float x) {
        return (float) Math.ceil(x);
    }

    public static double ceil(double x) {
        return x != x ? x + x : Math.ceil(x);
    }

    public static float floor(float x) {
        return (float) Math.floor(x);
    }

    public static double floor(double x) {
        return x != x ? x + x : Math.floor(x);
    }

    public static float trunc(float x) {
        return (float) (x < 0 ? Math.ceil(x) : Math.floor(x));
    }

    public static double trunc(double x) {
        return x != x ? x + x : x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    public static float nearest(float x) {
        return (float) Math.rint(x);
    }

    public static double nearest(double x) {
        return x != x ? x + x : Math.rint(x);
    }

    public static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    public static float min(float a, float b) {
        return a != a || b != b ? a + b : Math.min(a, b);
    }

    public static double min(double a, double b) {
        return a != a || b != b ? a + b : Math.min(a, b);
    }

    public static float max(float a, float b) {
        return a != a || b != b ? a + b : Math.max(a, b);
    }

    public static double max(double a, double b) {
        return a != a || b != b ? a + b : Math.max(a, b);
    }

    public static float copySign(float a, float b) {
        return Float.intBitsToFloat(
                Float.floatToRawIntBits(a) & Integer.MAX_VALUE | Float.floatToRawIntBits(b) & Integer.MIN_VALUE);
    }

    public static double copySign(double a, double b) {
        return Double.longBitsToDouble(
                Double.doubleToRawLongBits(a) & Long.MAX_VALUE | Double.doubleToRawLongBits(b) & Long.MIN_VALUE);
    }

    // Conversions of floats to integers: a float is a double too, and none is lost on the way.

    private static RuntimeException inconvertible(double x) {
        return x != x ? Traps.invalidConversion() : Traps.integerOverflow();
    }

    public static int truncate(float x) {
        return truncate((double) x);
    }

    public static int truncate(double x) {
        if (!(x > -TWO_TO_31 - 1 && x < TWO_TO_31)) {
            throw inconvertible(x);
        }
        return (int) x;
    }

    public static int truncateUnsigned(float x) {
        return truncateUnsigned((double) x);
    }

    public static int truncateUnsigned(double x) {
        if (!(x > -1 && x < TWO_TO_32)) {
            throw inconvertible(x);
        }
        return (int) (long) x;
    }

    public static long truncateLong(float x) {
        return truncateLong((double) x);
    }

    public static long truncateLong(double x) {
        if (!(x >= -TWO_TO_63 && x < TWO_TO_63)) {
            throw inconvertible(x);
        }
        return (long) x;
    }

    public static long truncateUnsignedLong(float x) {
        return truncateUnsignedLong((double) x);
    }

    public static long truncateUnsignedLong(double x) {
        if (!(x > -1 && x < TWO_TO_64)) {
            throw inconvertible(x);
        }
        return saturateUnsignedLong(x);
    }

    public static int saturateUnsigned(float x) {
        return saturateUnsigned((double) x);
    }

    public static int saturateUnsigned(double x) {
        if (!(x > 0)) {
            return 0;
        }
        return x >= TWO_TO_32 ? -1 : (int) (long) x;
    }

    public static long saturateUnsignedLong(float x) {
        return saturateUnsignedLong((double) x);
    }

    public static long saturateUnsignedLong(double x) {
        if (!(x > 0)) {
            return 0;
        }
        if (x < TWO_TO_63) {
            return (long) x;
        }
        return x >= TWO_TO_64 ? -1 : (long) (x - TWO_TO_63) ^ Long.MIN_VALUE;
    }

    // Conversions of unsigned integers to floats

    public static float floatOfUnsigned(int x) {
        return Integer.toUnsignedLong(x);
    }

    public static double doubleOfUnsigned(int x) {
        return Integer.toUnsignedLong(x);
    }

    /** Halved with the lowest bit kept, so that it is rounded once. */
    public static float floatOfUnsigned(long x) {
        return x >= 0 ? x : (float) (x >>> 1 | x & 1) * 2;
    }

    public static double doubleOfUnsigned(long x) {
        return x >= 0 ? x : (double) (x >>> 1 | x & 1) * 2;
    }
}
