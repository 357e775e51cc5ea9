package dev.wippy.engine.run;

import dev.wippy.engine.read.ConstantExpression;
import dev.wippy.engine.read.ConstantExpression.Arithmetic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates constant expressions (section 3.4.14); values are boxed, numbers as longs of their bits. */
final class ConstantEvaluator {
    private final ModuleInstance instance;

    ConstantEvaluator(ModuleInstance instance) {
        this.instance = instance;
    }

    @Nullable
    Object value(ConstantExpression expression) {
        List<@Nullable Object> stack = new ArrayList<>(2);
        for (ConstantExpression.Operation operation : expression.operations()) {
            switch (operation) {
                case ConstantExpression.Number(_, long bits) -> stack.add(bits);
                case ConstantExpression.Null _ -> stack.add(null);
                case ConstantExpression.Function(int function) -> stack.add(instance.function(function));
                case ConstantExpression.Global(int global) -> stack.add(instance.globals[global].boxed());
                case Arithmetic arithmetic -> {
                    long second = number(stack.removeLast());
                    long first = number(stack.removeLast());
                    stack.add(compute(arithmetic, first, second));
                }
            }
        }
        return stack.getFirst();
    }

    /** The value of an expression of type i32. */
    int integer(ConstantExpression expression) {
        return (int) number(value(expression));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("an operand of a valid expression is no number");
    }

    private static long compute(Arithmetic arithmetic, long first, long second) {
        return switch (arithmetic) {
            case I32_ADD -> (int) first + (int) second;
            case I32_SUB -> (int) first - (int) second;
            case I32_MUL -> (int) first * (int) second;
            case I64_ADD -> first + second;
            case I64_SUB -> first - second;
            case I64_MUL -> first * second;
        };
    }
}
