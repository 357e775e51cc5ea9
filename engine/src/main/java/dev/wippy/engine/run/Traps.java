package dev.wippy.engine.run;

import dev.wippy.engine.Trap;
import org.jspecify.annotations.Nullable;

/**
 * The traps of the specification, in its words. They are thrown from methods of ours: what the JVM throws by itself
 * loses its stack trace once it was thrown often. Public for generated classes only.
 */
public final class Traps {
    private Traps() {}

    public static RuntimeException unreachable() {
        return new Trap("unreachable");
    }

    public static RuntimeException indirectCallTypeMismatch() {
        return new Trap("indirect call type mismatch");
    }

    static Trap divideByZero() {
        return new Trap("integer divide by zero");
    }

    static Trap integerOverflow() {
        return new Trap("integer overflow");
    }

    static Trap invalidConversion() {
        return new Trap("invalid conversion to integer");
    }

    static Trap outOfBoundsMemory() {
        return new Trap("out of bounds memory access");
    }

    static Trap outOfBoundsTable() {
        return new Trap("out of bounds table access");
    }

    /** The function that is called, which must not be null. */
    public static Object requireFunction(@Nullable Object function) {
        if (function == null) {
            throw new Trap("null function reference");
        }
        return function;
    }

    /** The reference, which must not be null. */
    public static Object requireReference(@Nullable Object reference) {
        if (reference == null) {
            throw new Trap("null reference");
        }
        return reference;
    }
}
