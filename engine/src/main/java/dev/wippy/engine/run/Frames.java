package dev.wippy.engine.run;

import dev.wippy.engine.Trap;
import org.jspecify.annotations.Nullable;

/**
 * What moves many values between arrays and the frame of a cut function, which has numbers in one array and references
 * in another. Kinds are letters, {@code L} for references. Public for generated classes only.
 */
public final class Frames {
    /** The values that the large frames of an instance hold at most: some 50 MB. */
    private static final int MAX_VALUES = 4 << 20;

    private Frames() {}

    /**
     * Before a large frame is made: frames are on the heap, which nothing else bounds by how deep an instance recurses.
     */
    public static void enter(ModuleInstance instance, int values) {
        if (instance.frameValues + values > MAX_VALUES) {
            throw new Trap("call stack exhausted");
        }
        instance.frameValues += values;
    }

    /** The frame is no longer needed. */
    public static void leave(ModuleInstance instance, int values) {
        instance.frameValues -= values;
    }

    /** Values of the frame as objects. */
    public static @Nullable Object[] objects(long[] numbers, @Nullable Object[] references, int from, String kinds) {
        @Nullable
        Object[] objects = new @Nullable Object[kinds.length()];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = kinds.charAt(i) == 'L' ? references[from + i] : (Object) numbers[from + i];
        }
        return objects;
    }

    /** Puts objects into the frame. */
    public static void set(@Nullable Object[] values, long[] numbers, @Nullable Object[] references, int to,
            String kinds) {
        for (int i = 0; i < kinds.length(); i++) {
            Object value = values[i];
            if (kinds.charAt(i) != 'L' && value instanceof Long number) {
                numbers[to + i] = number;
            } else {
                references[to + i] = value;
            }
        }
    }

    /** Puts numbers into the frame. */
    public static void set(long[] values, long[] numbers, @Nullable Object[] references, int to, String kinds) {
        System.arraycopy(values, 0, numbers, to, kinds.length());
    }

    /** Copies values of the frame to another place in it. */
    public static void copy(long[] numbers, @Nullable Object[] references, int from, int to, int count) {
        System.arraycopy(numbers, from, numbers, to, count);
        System.arraycopy(references, from, references, to, count);
    }

    /** Several results that are numbers, as such. */
    public static long[] longs(@Nullable Object[] values) {
        long[] numbers = new long[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i] instanceof Long number ? number : 0;
        }
        return numbers;
    }
}
