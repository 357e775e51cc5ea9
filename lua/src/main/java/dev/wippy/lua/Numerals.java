package dev.wippy.lua;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Numbers as C's {@code printf} writes them, to the last digit, and as {@code strtod} reads them. A format is one that
 * Lua has checked: {@code %}, flags, at most two digits each of width and precision, perhaps {@code ll}, a letter.
 */
final class Numerals {
    private Numerals() {}

    /** A format taken apart; {@code precision} is -1 where none is written. */
    private record Format(boolean left, boolean plus, boolean space, boolean alternate, boolean zero, int width,
            int precision, char letter) {

        static Format parse(String format) {
            int at = 1;
            String flags = "";
            while ("-+ #0".indexOf(format.charAt(at)) >= 0) {
                flags += format.charAt(at++);
            }
            int width = 0;
            while (Character.isDigit(format.charAt(at))) {
                width = width * 10 + format.charAt(at++) - '0';
            }
            int precision = -1;
            if (format.charAt(at) == '.') {
                precision = 0;
                at++;
                while (Character.isDigit(format.charAt(at))) {
                    precision = precision * 10 + format.charAt(at++) - '0';
                }
            }
            return new Format(
                    flags.contains("-"), flags.contains("+"), flags.contains(" "), flags.contains("#"),
                    flags.contains("0"), width, precision, format.charAt(format.length() - 1));
        }

        String sign(boolean negative) {
            return negative ? "-" : plus ? "+" : space ? " " : "";
        }

        /** @param zeros whether the flag 0 counts */
        byte[] padded(String sign, String digits, boolean zeros) {
            int missing = width - sign.length() - digits.length();
            String text = missing <= 0
                    ? sign + digits
                    : left
                            ? sign + digits + " ".repeat(missing)
                            : zero && zeros
                                    ? sign + "0".repeat(missing) + digits
                                    : " ".repeat(missing) + sign + digits;
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** For {@code d i u x X o c p}. */
    static byte[] integer(String text, long value) {
        Format format = Format.parse(text);
        String digits = switch (format.letter()) {
            case 'c' -> String.valueOf((char) (value & 0xff));
            case 'o' -> (format.alternate() && value != 0 ? "0" : "") + Long.toOctalString(value);
            case 'x', 'p' -> Long.toHexString(value);
            case 'X' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
            case 'u' -> Long.toUnsignedString(value);
            default -> value == Long.MIN_VALUE ? "9223372036854775808" : Long.toString(Math.abs(value));
        };
        boolean signed = format.letter() == 'd' || format.letter() == 'i';
        if (format.letter() == 'c') {
            return format.padded("", digits, false);
        }
        if (format.precision() == 0 && value == 0) {
            digits = "";
        }
        String zeros = "0".repeat(Math.max(0, format.precision() - digits.length()));
        boolean prefixed = format.letter() == 'p'
                || format.alternate() && value != 0 && (format.letter() | 32) == 'x';
        String prefix = signed ? format.sign(value < 0) : prefixed ? "0" + (format.letter() == 'X' ? "X" : "x") : "";
        return format.padded(prefix, zeros + digits, format.precision() < 0);
    }

    /** For {@code s}. */
    static byte[] text(String text, byte[] value) {
        Format format = Format.parse(text);
        int length = format.precision() < 0 ? value.length : Math.min(value.length, format.precision());
        int missing = Math.max(0, format.width() - length);
        var out = new ByteArrayOutputStream();
        out.writeBytes(" ".repeat(format.left() ? 0 : missing).getBytes(StandardCharsets.ISO_8859_1));
        out.write(value, 0, length);
        out.writeBytes(" ".repeat(format.left() ? missing : 0).getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    /** For {@code e E f F g G a A}. */
    static byte[] real(String text, double value) {
        if (text.equals("%.14g")) {
            String quick = quick(value);
            if (quick != null) {
                return quick.getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        Format format = Format.parse(text);
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        boolean upper = Character.isUpperCase(format.letter());
        String sign = format.sign(negative && !Double.isNaN(value));
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            // As glibc, a NaN has its sign.
            String word = Double.isNaN(value) ? "nan" : "inf";
            return format.padded(
                    format.sign(negative), upper ? word.toUpperCase(Locale.ROOT) : word, false);
        }
        double size = Math.abs(value);
        String digits = switch (format.letter() | 32) {
            case 'f' -> fixed(new BigDecimal(size), precision(format), format.alternate());
            case 'e' -> scientific(new BigDecimal(size), precision(format), format.alternate());
            case 'a' -> hex(size, format);
            default -> general(new BigDecimal(size), precision(format), format.alternate());
        };
        if ((format.letter() | 32) == 'a') {
            sign += "0x";
            digits = digits.substring(2);
        }
        return upper
                ? format.padded(sign.toUpperCase(Locale.ROOT), digits.toUpperCase(Locale.ROOT), true)
                : format.padded(sign, digits, true);
    }

    private static int precision(Format format) {
        return format.precision() < 0 ? 6 : format.precision();
    }

    /** What most numbers are: whole and not large, or with few digits. */
    private static @org.jspecify.annotations.Nullable String quick(double value) {
        double size = Math.abs(value);
        if (size < 1e14 && size == Math.rint(size)) {
            return (Double.doubleToRawLongBits(value) < 0 ? "-" : "") + Long.toString((long) size);
        }
        if (size >= 1e-3 && size < 1e7) {
            // The shortest digits that tell the number from others: if they are few, rounding to 14 gives the same.
            String shortest = Double.toString(value);
            if (shortest.length() <= 14) {
                return shortest;
            }
        }
        return null;
    }

    private static String fixed(BigDecimal size, int precision, boolean point) {
        String digits = size.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return precision == 0 && point ? digits + "." : digits;
    }

    private static String scientific(BigDecimal size, int precision, boolean point) {
        BigDecimal rounded = size.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = size.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
        digits = (digits + "0".repeat(Math.max(0, precision + 1 - digits.length()))).substring(0, precision + 1);
        String mantissa = digits.substring(0, 1)
                + (precision > 0 ? "." + digits.substring(1) : point ? "." : "");
        return mantissa + exponent(exponent);
    }

    private static String exponent(int exponent) {
        String digits = Integer.toString(Math.abs(exponent));
        return "e" + (exponent < 0 ? "-" : "+") + (digits.length() < 2 ? "0" : "") + digits;
    }

    private static String general(BigDecimal size, int wanted, boolean keepZeros) {
        int precision = Math.max(1, wanted);
        BigDecimal rounded = size.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = size.signum() == 0 ? 0 : rounded.precision() - 1 - rounded.scale();
        if (exponent < -4 || exponent >= precision) {
            String text = scientific(size, precision - 1, keepZeros);
            int e = text.indexOf('e');
            return keepZeros ? text : trimmed(text.substring(0, e)) + text.substring(e);
        }
        String text = fixed(size, precision - 1 - exponent, keepZeros);
        return keepZeros ? text : trimmed(text);
    }

    private static String trimmed(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static String hex(double size, Format format) {
        if (size == 0) {
            return "0x0" + (format.precision() > 0 ? "." + "0".repeat(format.precision()) : "") + "p+0";
        }
        long bits = Double.doubleToRawLongBits(size);
        int exponent = (int) (bits >>> 52);
        long fraction = bits & (1L << 52) - 1;
        long lead = exponent == 0 ? 0 : 1;
        if (exponent == 0) {
            exponent = 1;
        }
        long mantissa = lead << 52 | fraction;
        int digits = format.precision() < 0 ? 13 : Math.min(13, format.precision());
        int drop = 4 * (13 - digits);
        if (drop > 0) {
            long half = 1L << (drop - 1);
            long rest = mantissa & (half << 1) - 1;
            mantissa >>>= drop;
            if (rest > half || rest == half && (mantissa & 1) == 1) {
                mantissa++;
            }
            mantissa <<= drop;
        }
        String tail = "%013x".formatted(mantissa & (1L << 52) - 1).substring(0, digits);
        if (format.precision() < 0) {
            tail = tail.replaceAll("0+$", "");
        } else {
            tail += "0".repeat(format.precision() - digits);
        }
        int shown = exponent - 1023;
        return "0x" + (mantissa >>> 52) + (tail.isEmpty() && !format.alternate() ? "" : "." + tail) + "p"
                + (shown < 0 ? "-" : "+") + Math.abs(shown);
    }

    /** A numeral that the guest has found the end of. */
    static double parse(String numeral) {
        String text = numeral.toLowerCase(Locale.ROOT);
        boolean hex = text.contains("0x");
        return Double.parseDouble(hex && text.indexOf('p') < 0 ? text + "p0" : text);
    }
}
