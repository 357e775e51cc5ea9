package dev.wippy.engine.run;

import dev.wippy.engine.CoreType;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * References where values are longs, in calls from and to the host: null is -1, a reference of the host's is the
 * number that the host gave, and functions and exceptions are numbered as they come by. Used by any thread.
 */
final class References {
    private static final long NULL = -1;
    /** The characters of a type's hash in a signature. */
    private static final int HASH = 43;

    private final Map<Object, Long> numbers = new WeakHashMap<>();
    private final Map<Long, WeakReference<Object>> objects = new HashMap<>();
    private long next;

    /**
     * A value of the host's as generated code has it.
     *
     * @param signature of the function
     * @param place of the value among its parameters and results
     */
    @Nullable
    Object toGuest(long value, CoreType type, String signature, int place) {
        return switch (type) {
            case I32, I64, F32, F64 -> value;
            case EXTERNREF -> value == NULL ? null : value;
            default -> value == NULL ? null : isExtern(signature, place) ? (Object) value : object(value);
        };
    }

    /** Whether a reference that does not admit null, which is a type of its own, is one of the host's. */
    private static boolean isExtern(String signature, int place) {
        int at = 0;
        for (int left = place; at < signature.length(); at++) {
            char letter = signature.charAt(at);
            if (letter == '&' || letter == '>') {
                continue;
            }
            if (left-- == 0) {
                return letter == 'X';
            }
            if (letter == '#') {
                at += HASH;
            }
        }
        return false;
    }

    /** A value of generated code's as the host has it. */
    long toHost(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Long number -> number;
            default -> number(value);
        };
    }

    private synchronized long number(Object object) {
        Long known = numbers.get(object);
        if (known != null) {
            return known;
        }
        objects.values().removeIf(reference -> reference.refersTo(null));
        long number = next++;
        numbers.put(object, number);
        objects.put(number, new WeakReference<>(object));
        return number;
    }

    private synchronized Object object(long number) {
        WeakReference<Object> reference = objects.get(number);
        Object object = reference == null ? null : reference.get();
        if (object == null) {
            throw new IllegalArgumentException("no reference has the number " + number);
        }
        return object;
    }
}
