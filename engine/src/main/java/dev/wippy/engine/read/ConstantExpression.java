package dev.wippy.engine.read;

import java.util.List;

/**
 * A constant expression (section 3.4.14), extended arithmetic included: run on an empty stack, in order, its
 * operations leave one value.
 *
 * @param type the {@link ValType} of that value
 * @param operations the operations without the final {@code end}
 */
public record ConstantExpression(int type, List<Operation> operations) {

    /** One operation of a constant expression. */
    public sealed interface Operation {}

    /**
     * Pushes a number.
     *
     * @param type I32, I64, F32 or F64 of {@link ValType}
     * @param bits the number: integers extended by their sign, floats by their bits
     */
    public record Number(int type, long bits) implements Operation {}

    /**
     * Pushes null.
     *
     * @param type the nullable reference type of it
     */
    public record Null(int type) implements Operation {}

    /**
     * Pushes a reference to a function.
     *
     * @param function its index
     */
    public record Function(int function) implements Operation {}

    /**
     * Pushes the value of an immutable global that comes before.
     *
     * @param global its index
     */
    public record Global(int global) implements Operation {}

    /** Pops two integers and pushes one, wrapping around. */
    public enum Arithmetic implements Operation {
        I32_ADD,
        I32_SUB,
        I32_MUL,
        I64_ADD,
        I64_SUB,
        I64_MUL
    }
}
