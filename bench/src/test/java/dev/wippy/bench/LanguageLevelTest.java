package dev.wippy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;
import org.junit.jupiter.api.Test;

/**
 * Holds one use of each construct that came to Java after the JDK that Maven may run on: the compiler, and the
 * formatter that checks this file on that JDK, must both read them.
 */
class LanguageLevelTest {

    sealed interface Shape permits Circle, Square, Pair {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Pair(Shape left, Shape right) implements Shape {}

    static class Named {
        private final String name;

        Named(String name) {
            this.name = name;
        }
    }

    static final class Counted extends Named {
        private final int count;

        Counted(String name, int count) {
            if (count < 0) {
                throw new IllegalArgumentException("a count is not negative: " + count);
            }
            this.count = count;
            super(name);
        }
    }

    /// The area, from a switch over record patterns with unnamed variables.
    private static double area(Shape shape) {
        return switch (shape) {
            case Circle(var radius) when radius > 100 -> Double.POSITIVE_INFINITY;
            case Circle(double radius) -> Math.PI * radius * radius;
            case Square(var side) -> side * side;
            case Pair(Square _, var right) -> 1 + area(right);
            case Pair(var left, _) -> area(left);
        };
    }

    @Test
    void a_switch_takes_records_apart() {
        assertEquals(5, area(new Pair(new Square(1), new Square(2))));
        assertEquals(0, area(new Pair(new Circle(0), new Square(2))));
    }

    @Test
    void an_unnamed_variable_is_a_loop_a_lambda_and_a_catch_parameter() {
        int count = 0;
        for (var _ : List.of("a", "b")) {
            count++;
        }
        Function<String, Integer> seven = _ -> 7;
        try {
            Integer.parseInt("none");
        } catch (NumberFormatException _) {
            count += seven.apply("any");
        }
        assertEquals(9, count);
    }

    @Test
    void a_constructor_checks_its_arguments_before_it_calls_the_super_constructor() {
        assertThrows(IllegalArgumentException.class, () -> new Counted("all", -1));
        var counted = new Counted("all", 3);
        assertEquals("all3", ((Named) counted).name + counted.count);
    }

    @Test
    void a_text_block_keeps_its_indentation() {
        String text = """
            one
              two\
            """;
        assertEquals("one\n  two", text);
    }
}
