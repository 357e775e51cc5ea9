package dev.wippy.engine.oracle;

import java.util.ArrayList;
import java.util.List;

/** Something that runs random modules. */
interface Subject {

    /** The host's functions: what they are called with is recorded. */
    final class Host {
        final List<String> calls = new ArrayList<>();

        void log(int value) {
            calls.add("log " + value);
        }

        long[] mix(long first, float second) {
            calls.add("mix " + first + " " + shown(Type.F32, Float.floatToRawIntBits(second)));
            double sum = first + second;
            return new long[]{Double.doubleToRawLongBits(sum), second > 0 ? (int) first : -7};
        }
    }

    /** What becomes of a call: {@code Returned} and results, or {@code Trapped} and why. */
    String call(RandomModules.Call call);

    byte[] memory(String name);

    /** What tells one trap from another, whoever words it. */
    static String trap(String message) {
        for (String kind : List.of("unreachable", "out of bounds memory", "out of bounds table",
                "integer divide by zero", "integer overflow", "invalid conversion to integer",
                "indirect call type mismatch", "undefined element", "uninitialized element", "call stack exhausted",
                "null", "uncaught exception")) {
            if (message.contains(kind)) {
                // Which of the two it is depends on the instruction, and wasmtime says both for either.
                return "Trapped " + (kind.equals("undefined element") ? "out of bounds table" : kind);
            }
        }
        return "Trapped " + message;
    }

    /** Numbers by their bits, but for a float that is none; references by whether they are null. */
    static String returned(Type.Function type, long[] values) {
        String[] shown = new String[values.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = shown(type.results().get(i), values[i]);
        }
        return "Returned " + String.join(",", shown);
    }

    private static String shown(int type, long value) {
        return switch (type) {
            case Type.I32 -> Integer.toString((int) value);
            case Type.F32 -> Float.isNaN(Float.intBitsToFloat((int) value)) ? "nan" : Integer.toString((int) value);
            case Type.F64 -> Double.isNaN(Double.longBitsToDouble(value)) ? "nan" : Long.toString(value);
            case Type.FUNCREF -> value == -1 ? "null" : "function";
            default -> Long.toString(value);
        };
    }
}
